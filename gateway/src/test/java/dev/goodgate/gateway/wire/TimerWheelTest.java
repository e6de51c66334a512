package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
  private static final long TICK = TimerWheel.TICK;
  private static final long START = 100 * TICK;

  private final TimerWheel wheel = new TimerWheel(START, defect -> Assertions.fail(defect));
  private final List<String> rung = new ArrayList<>();

  @Test
  void anEmptyWheelHasNothingToWaitFor() {
    assertThat(wheel.nanosToNext(START)).isEqualTo(-1);
  }

  @Test
  void waitsExactlyUntilTheTickThatEndsADeadline() {
    timer("a").set(START + TICK + 1);

    assertThat(wheel.nanosToNext(START)).isEqualTo(2 * TICK);
    assertThat(wheel.nanosToNext(START + TICK)).isEqualTo(TICK);
    assertThat(wheel.nanosToNext(START + 3 * TICK)).isZero();
  }

  @Test
  void ringsAtItsTickAndNotBefore() {
    timer("a").set(START + 5 * TICK);
    wheel.advance(START + 5 * TICK - 1);
    assertThat(rung).isEmpty();

    wheel.advance(START + 5 * TICK);
    assertThat(rung).containsExactly("a");
    wheel.advance(START + 5_000 * TICK);
    assertThat(rung).containsExactly("a");
    assertThat(wheel.nanosToNext(START + 5_000 * TICK)).isEqualTo(-1);
  }

  @Test
  void ringsWhatIsFurtherAwayThanOneTurnOfTheWheel() {
    long hour = 900_000 * TICK;
    timer("a").set(START + hour);
    int looks = 0;
    long now = START;
    while (rung.isEmpty()) {
      now += wheel.nanosToNext(now);
      wheel.advance(now);
      looks++;
    }
    assertThat(now).isEqualTo(START + hour);
    assertThat(looks).isEqualTo(Math.ceilDiv(900_000, 1_023));
  }

  @Test
  void ringsAllThatAJumpOfTheClockPassed() {
    timer("late").set(START + 3_000 * TICK);
    timer("early").set(START + TICK);
    timer("far").set(START + 100_000 * TICK);
    wheel.advance(START + 50_000 * TICK);

    assertThat(rung).containsExactly("early", "late");
  }

  @Test
  void anAlarmMayDropOrPostponeAnotherOfItsTick() {
    List<Timer> others = new ArrayList<>();
    others.add(timer("dropped"));
    others.add(timer("postponed"));
    others.add(timer("turned off"));
    Timer first =
        new Timer(
            wheel,
            () -> {
              others.get(0).drop();
              others.get(1).set(START + 9 * TICK);
              others.get(2).off();
            });
    others.forEach(each -> each.set(START + 2 * TICK));
    first.set(START + 2 * TICK); // the last hung is the first looked at
    wheel.advance(START + 2 * TICK);
    assertThat(rung).isEmpty();

    wheel.advance(START + 9 * TICK);
    assertThat(rung).containsExactly("postponed");
  }

  @Test
  void anAlarmThatSetsItselfForNowRingsOncePerTick() {
    Timer[] self = new Timer[1];
    self[0] =
        new Timer(
            wheel,
            () -> {
              rung.add("again");
              self[0].set(START);
            });
    self[0].set(START);
    wheel.advance(START + TICK);
    assertThat(rung).hasSize(1);
    wheel.advance(START + 2 * TICK);
    assertThat(rung).hasSize(2);
  }

  @Test
  void worksBeforeZeroToo() {
    TimerWheel old = new TimerWheel(-10 * TICK - 1, defect -> Assertions.fail(defect));
    new Timer(old, () -> rung.add("a")).set(-TICK - 1);
    assertThat(old.nanosToNext(-10 * TICK)).isEqualTo(9 * TICK);
    old.advance(-2 * TICK);
    assertThat(rung).isEmpty();
    old.advance(-TICK);
    assertThat(rung).containsExactly("a");
  }

  private Timer timer(String name) {
    return new Timer(wheel, () -> rung.add(name));
  }
}
