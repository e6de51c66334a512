package dev.goodgate.trials.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.LinuxKernel;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The generator against the upstream, both on one loop. */
class LoadWireTest {
  private static final Duration WARM_UP = Duration.ofMillis(20);
  private static final Duration SPAN = Duration.ofMillis(100);
  private static final int CONNECTIONS = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long MAX_STEP = Duration.ofMillis(1).toNanos();

  private long read = System.nanoTime();
  private long told;
  private final Arena arena = Arena.ofConfined();
  private final Loop loop = new Loop(new LinuxKernel(), this::nanos);
  private final LoadUpstream upstream = new LoadUpstream(loop, arena);

  @AfterEach
  void closesEverything() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (loop.openSockets() > 0 && System.nanoTime() < deadline) {
      loop.execute(() -> {}); // so that a turn waits for nothing
      loop.turn();
    }
    assertThat(loop.openSockets()).isZero();
    assertThat(loop.blocks().lent()).isZero();
    loop.close();
    arena.close();
  }

  @Test
  void everyAnswerIsRightOnKeptConnections() {
    for (Workload each : Workload.ALL) {
      if (each instanceof Workload.Requests requests && !requests.isFresh()) {
        Count count = ask(requests.bytes(), requests.bytes(), false);

        assertThat(count.flaws()).as(each.name()).isEmpty();
        assertThat(count.answered()).as(each.name()).isGreaterThanOrEqualTo(CONNECTIONS);
      }
    }
  }

  @Test
  void measurementBeginsOnceAfterTheWarmUp() {
    AtomicInteger begun = new AtomicInteger();
    long before = System.nanoTime();

    new ClosedLoop(loop, question(128, 128, false), begun::incrementAndGet).run(1, WARM_UP, SPAN);

    assertThat(begun).hasValue(1);
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(WARM_UP.plus(SPAN).toNanos());
  }

  @Test
  void everyAnswerIsRightOnNewConnections() {
    Count count = ask(128, 128, true);

    assertThat(count.flaws()).isEmpty();
    assertThat(count.answered()).isGreaterThanOrEqualTo(CONNECTIONS);
  }

  @Test
  void fixedRateIsKeptWhateverTheAnswersTake() {
    OpenLoop load = new OpenLoop(loop, question(128, 128, false), 1_000, () -> {});

    Count count = load.run(CONNECTIONS, WARM_UP, SPAN);

    assertThat(count.flaws()).isEmpty();
    // All that were due, warm-up and all, and no more; but for those under way when it is over.
    assertThat(count.answered())
        .isGreaterThan(SPAN.toMillis() / 2)
        .isLessThanOrEqualTo(WARM_UP.plus(SPAN).toMillis() + 1);
    assertThat(load.waits().within(0.99)).isPositive();
  }

  @Test
  void bodyOfAnotherLengthIsCountedAsFlaw() {
    assertThat(ask(128, 127, false).flaws()).containsKey(Flaw.LENGTH);
    assertThat(ask(128, 129, false).flaws()).containsKey(Flaw.LENGTH);
    assertThat(ask(128, 129, false).answered()).isZero();
  }

  @Test
  void upstreamThatHangsUpIsCountedAsFlaw() {
    Count count = ask(7, 7, false);

    assertThat(count.answered()).isZero();
    assertThat(count.flaws()).containsKeys(Flaw.BROKEN, Flaw.SILENT);
  }

  @Test
  void nobodyThereIsCountedAsFlaw() {
    Question nobody =
        new Question(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), 128, 128, false);

    Count count = new ClosedLoop(loop, nobody, () -> {}).run(1, WARM_UP, SPAN);

    assertThat(count.answered()).isZero();
    assertThat(count.flaws()).containsKeys(Flaw.BROKEN, Flaw.SILENT);
  }

  @Test
  void idleCrowdHasOneAnswerEach() {
    IdleCrowd crowd = new IdleCrowd(loop, question(128, 128, false), arena);

    assertThat(crowd.gather(100)).isEqualTo(new Count(100, Map.of()));
    assertThat(loop.openSockets()).isEqualTo(200);
    crowd.leave();
  }

  private Count ask(int bytes, int expected, boolean isFresh) {
    return new ClosedLoop(loop, question(bytes, expected, isFresh), () -> {})
        .run(CONNECTIONS, WARM_UP, SPAN);
  }

  private Question question(int bytes, int expected, boolean isFresh) {
    return new Question(upstream.address(), bytes, expected, isFresh);
  }

  /** Real time, but that a machine which stalls us does not take the whole span. */
  private long nanos() {
    long now = System.nanoTime();
    told += Math.min(now - read, MAX_STEP);
    read = now;
    return told;
  }
}
