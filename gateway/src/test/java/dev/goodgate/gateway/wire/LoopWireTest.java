package dev.goodgate.gateway.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.TurningLoop.Arrivals;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.gateway.wire.kernel.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class LoopWireTest {
  private static final SocketAddress ANYWHERE = new InetSocketAddress("127.0.0.1", 0);
  private static final Duration A_WHILE = Duration.ofMillis(60);

  private final Transport transport;
  @AutoClose private final TurningLoop turning;
  private final Loop loop;

  LoopWireTest(Transport transport) {
    this.transport = transport;
    turning = new TurningLoop(transport);
    loop = turning.loop();
  }

  @Test
  void anIdleLoopSleeps() throws IOException {
    Arrivals arrivals = turning.arrivals(() -> new RecordingOwner(loop));
    try (OtherSide _ = OtherSide.dial(arrivals.address())) {
      turning.accept(arrivals);
      turning.turnsIn(Duration.ofMillis(10));

      assertThat(turning.turnsIn(Duration.ofMillis(300))).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void ringsATimerNeitherEarlyNorMuchLate() {
    for (int millis = 0; millis < 12; millis += 3) {
      long[] rangAt = new long[1];
      Timer timer = loop.timer(() -> rangAt[0] = loop.exactNow());
      long deadline = loop.exactNow() + Duration.ofMillis(millis).toNanos();
      timer.set(deadline);
      turning.until("the timer rings", () -> rangAt[0] != 0);

      assertThat(rangAt[0]).isBetween(deadline, deadline + Duration.ofSeconds(1).toNanos());
      timer.drop();
    }
  }

  @Test
  void anOwnerThatAlwaysAsksAgainStarvesNeitherOthersNorTimersNorTasks() throws IOException {
    Arrivals greedy =
        turning.arrivals(() -> new RecordingOwner(loop, each -> each.socket().again()).deaf());
    Arrivals modest = turning.arrivals(() -> new RecordingOwner(loop));
    try (OtherSide _ = OtherSide.dial(greedy.address()).send("x");
        OtherSide client = OtherSide.dial(modest.address())) {
      RecordingOwner greed = turning.accept(greedy);
      turning.until("it asks again", () -> greed.told > 1);
      turning.until("the other is accepted", () -> !modest.all().isEmpty());
      RecordingOwner modesty = modest.all().getFirst();
      boolean[] rung = new boolean[2];
      loop.timer(() -> rung[0] = true).set(loop.exactNow());
      loop.execute(() -> rung[1] = true);
      client.send("hello");

      turning.until("all others are told", () -> modesty.size() == 5 && rung[0] && rung[1]);
      int before = greed.told;
      for (int turns = 0; turns < 10; turns++) {
        loop.turn();
      }
      assertThat(greed.told - before).isBetween(10, 11);
    }
  }

  @Test
  void askingTwiceIsAskingOnce() throws IOException {
    Arrivals arrivals = turning.arrivals(() -> new RecordingOwner(loop).deaf());
    try (OtherSide _ = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      turning.turnsIn(A_WHILE);
      owner.told = 0;
      owner.socket().again();
      owner.socket().again();
      turning.turnsIn(A_WHILE);

      assertThat(owner.told).isEqualTo(1);
    }
  }

  @Test
  void acceptsNoMoreThanItIsAskedToAndLeavesTheRestWaiting() throws IOException {
    List<RecordingOwner> owners = new ArrayList<>();
    int listener = loop.listen(ANYWHERE, 64, false, _ -> {});
    InetSocketAddress address = (InetSocketAddress) loop.listenerAddress(listener);
    try (OtherSide first = OtherSide.dial(address);
        OtherSide second = OtherSide.dial(address)) {
      assertThat(accept(listener, owners)).isZero();
      assertThat(owners.getFirst().socket().isConnected()).isTrue();
      assertThat(accept(listener, owners)).isZero();
      assertThat(accept(listener, owners)).isEqualTo(Kernel.AGAIN);
      assertThat(loop.openSockets()).isEqualTo(2);
      first.leave();
      second.leave();
    }
  }

  @Test
  void tellsAnOwnerWhereItsClientComesFrom() throws IOException {
    List<byte[]> from = new ArrayList<>();
    int listener = loop.listen(ANYWHERE, 64, false, _ -> {});
    try (OtherSide _ = OtherSide.dial((InetSocketAddress) loop.listenerAddress(listener))) {
      loop.accept(
          listener,
          address -> {
            from.add(address);
            return new RecordingOwner(loop);
          });
    }
    assertThat(from).containsExactly("127.0.0.1".getBytes(US_ASCII));
  }

  @Test
  void twoLoopsShareAnAddressOnlyIfBothWantTo() throws IOException {
    int mine = loop.listen(ANYWHERE, 64, true, _ -> {});
    SocketAddress address = loop.listenerAddress(mine);
    try (TurningLoop other = new TurningLoop(transport)) {
      assertThat(other.loop().listen(address, 64, false, _ -> {}))
          .isEqualTo(-Errno.EADDRINUSE.number());
      int shared = other.loop().listen(address, 64, true, _ -> {});
      assertThat(shared).isNotNegative();

      List<OtherSide> clients = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        clients.add(OtherSide.dial((InetSocketAddress) address));
      }
      int here = acceptAll(loop, mine);
      int there = acceptAll(other.loop(), shared);
      assertThat(here + there).isEqualTo(64);
      assertThat(here).isBetween(1, 63);
      for (OtherSide client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aClosedListenerIsToldNothingAndLetsNobodyIn() throws IOException {
    AtomicInteger told = new AtomicInteger();
    int listener = loop.listen(ANYWHERE, 64, false, _ -> told.incrementAndGet());
    InetSocketAddress address = (InetSocketAddress) loop.listenerAddress(listener);
    try (OtherSide client = OtherSide.dial(address)) {
      loop.closeListener(listener);
      turning.turnsIn(A_WHILE);
      assertThat(told).hasValue(0);
      client.leave();
    }
    assertThat(loop.accept(listener, _ -> new RecordingOwner(loop))).isNegative();
  }

  @Test
  void returnsEveryDescriptorWhenItEnds() throws IOException {
    long before = descriptors();
    for (int i = 0; i < 20; i++) {
      TurningLoop ending = new TurningLoop(transport);
      Arrivals arrivals =
          ending.arrivals(() -> {
            RecordingOwner owner = new RecordingOwner(ending.loop()).deaf();
            owner.watches = false;
            return owner;
          });
      try (OtherSide _ = OtherSide.dial(arrivals.address());
          OtherSide _ = OtherSide.dial(arrivals.address())) {
        ending.until("both are accepted", () -> arrivals.all().size() == 2);
        ending.loop().dial(arrivals.address(), () -> {}, _ -> {});
        arrivals.all().getFirst().socket().abort();
        ending.close();
      }
    }
    // the JDK closes its own a little later
    turning.until("all descriptors are back", () -> descriptors() <= before);
  }

  private int accept(int listener, List<RecordingOwner> owners) {
    return loop.accept(
        listener,
        _ -> {
          RecordingOwner owner = new RecordingOwner(loop);
          owners.add(owner);
          return owner;
        });
  }

  private static int acceptAll(Loop from, int listener) {
    int count = 0;
    while (from.accept(listener, _ -> new RecordingOwner(from)) == 0) {
      count++;
    }
    return count;
  }

  private static long descriptors() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
