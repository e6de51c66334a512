package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.gateway.wire.TurningLoop.Arrivals;
import dev.goodgate.gateway.wire.kernel.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A defect of ours costs one connection, never the loop. */
@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class SurvivalWireTest {
  private static final Duration A_WHILE = Duration.ofMillis(30);

  @AutoClose private final TurningLoop turning;
  private final Loop loop;
  private final List<Throwable> told = new ArrayList<>();

  SurvivalWireTest(Transport transport) {
    turning = new TurningLoop(transport);
    loop = turning.loop();
  }

  @BeforeEach
  void listensForDefects() {
    Thread.currentThread().setUncaughtExceptionHandler((_, defect) -> told.add(defect));
  }

  @AfterEach
  void stopsListening() {
    Thread.currentThread().setUncaughtExceptionHandler(null);
  }

  @Test
  void anOwnerThatThrowsLosesItsConnectionAlone() throws IOException {
    Arrivals broken = turning.arrivals(() -> new RecordingOwner(loop, _ -> fail()));
    Arrivals sound = turning.arrivals(() -> new RecordingOwner(loop));
    try (OtherSide first = OtherSide.dial(broken.address());
        OtherSide second = OtherSide.dial(sound.address())) {
      first.send("x");
      second.send("y");
      turning.until("the sound one is served", () -> received(sound).equals("y"));
      turning.until("the broken one is lost", () -> loop.openSockets() == 1);
    }
    assertThat(told).hasSize(1).first().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void errorsOfOneOwnerAreSurvivedToo() throws IOException {
    Arrivals broken =
        turning.arrivals(() ->
            new RecordingOwner(
                loop,
                _ -> {
                  throw new NoClassDefFoundError("missing");
                }));
    Arrivals sound = turning.arrivals(() -> new RecordingOwner(loop));
    try (OtherSide first = OtherSide.dial(broken.address());
        OtherSide second = OtherSide.dial(sound.address())) {
      first.send("x");
      turning.until("the broken one is lost", () -> loop.openSockets() == 1);
      loop.execute(() -> tooDeep(0));
      loop.execute(() -> {
        throw new OutOfMemoryError("Cannot reserve memory");
      });
      second.send("y");
      turning.until("the sound one is served", () -> received(sound).equals("y"));
    }
    assertThat(told)
        .hasSize(2) // of three the third is not
        .hasAtLeastOneElementOfType(NoClassDefFoundError.class)
        .hasAtLeastOneElementOfType(StackOverflowError.class);
  }

  private static int tooDeep(int depth) {
    return depth == Integer.MAX_VALUE ? 0 : 1 + tooDeep(depth + 1);
  }

  @Test
  void aBrokenVirtualMachineEndsTheLoop() {
    loop.execute(() -> {
      throw new InternalError("broken");
    });
    assertThatThrownBy(() -> turning.turnsIn(A_WHILE)).isInstanceOf(InternalError.class);
  }

  @Test
  void anOwnerThatThrowsOnceMoreWhenItIsLostIsSurvived() throws IOException {
    Arrivals broken =
        turning.arrivals(() ->
            new RecordingOwner(loop, _ -> fail()) {
              @Override
              public void lost() {
                fail();
              }
            });
    try (OtherSide first = OtherSide.dial(broken.address())) {
      first.send("x");
      turning.until("it is lost", () -> loop.openSockets() == 0 && told.size() == 2);
    }
  }

  @Test
  void anOwnerThatThrowsWhenItIsAcceptedKeepsNobodyElseOut() throws IOException {
    int[] accepted = new int[1];
    Arrivals arrivals =
        turning.arrivals(() ->
            new RecordingOwner(loop) {
              @Override
              public void accepted(Duplex mine) {
                if (accepted[0]++ == 0) {
                  fail();
                }
                super.accepted(mine);
              }
            });
    try (OtherSide _ = OtherSide.dial(arrivals.address());
        OtherSide _ = OtherSide.dial(arrivals.address()).send("y")) {
      turning.until("the second is served", () -> received(arrivals).equals("y"));

      assertThat(loop.openSockets()).isEqualTo(1);
      assertThat(told).hasSize(1);
    }
  }

  @Test
  void aListenerThatThrowsIsToldOfTheNextClient() throws IOException {
    int[] arrived = new int[1];
    int listener =
        loop.listen(
            new InetSocketAddress("127.0.0.1", 0),
            8,
            false,
            _ -> {
              arrived[0]++;
              fail();
            });
    var address = (InetSocketAddress) loop.listenerAddress(listener);
    try (OtherSide _ = OtherSide.dial(address)) {
      turning.until("the first arrives", () -> arrived[0] == 1);
      try (OtherSide _ = OtherSide.dial(address)) {
        turning.until("the second arrives", () -> arrived[0] == 2);
      }
    }
  }

  @Test
  void alarmsAndTasksThatThrowKeepNoOthersFromRunning() {
    List<String> ran = new ArrayList<>();
    long now = loop.exactNow();
    for (String each : List.of("a", "b", "c")) {
      loop.timer(
              () -> {
                ran.add("alarm " + each);
                fail();
              })
          .set(now);
      loop.execute(() -> {
        ran.add("task " + each);
        fail();
      });
    }
    turning.turnsIn(A_WHILE);

    assertThat(ran)
        .containsExactlyInAnyOrder("alarm a", "alarm b", "alarm c", "task a", "task b", "task c");
  }

  @Test
  void manyDefectsAreToldEverMoreSeldom() {
    for (int i = 0; i < 100; i++) {
      loop.execute(SurvivalWireTest::fail);
    }
    turning.turnsIn(A_WHILE);

    assertThat(told).hasSize(7); // the 1st, 2nd, 4th, ... 64th
  }

  private static void fail() {
    throw new IllegalStateException("a defect");
  }

  private static String received(Arrivals arrivals) {
    StringBuilder all = new StringBuilder();
    arrivals.all().forEach(each -> all.append(each.received()));
    return all.toString();
  }
}
