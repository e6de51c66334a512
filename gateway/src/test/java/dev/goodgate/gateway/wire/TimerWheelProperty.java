package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The wheel against a list of deadlines: whatever owners and alarms do to timers, each rings in the
 * first look after its deadline's tick, and only then.
 */
class TimerWheelProperty {
  private static final long TICK = TimerWheel.TICK;
  private static final int TIMERS = 40;
  private static final int STEPS = 4_000;
  private static final long OFF = Long.MAX_VALUE;

  private Random random;
  private TimerWheel wheel;
  private long now;

  /** A timer and what is expected of it. */
  private final class Model {
    final Timer timer = new Timer(wheel, this::ring);
    long deadline = OFF;
    long tick = OFF;
    int rung;

    void set(long nanos) {
      deadline = nanos;
      // what is due already rings in the next tick
      tick = Math.max(Math.ceilDiv(nanos, TICK), Math.floorDiv(now, TICK) + 1);
      timer.set(nanos);
    }

    void off() {
      deadline = tick = OFF;
      timer.off();
    }

    void drop() {
      deadline = tick = OFF;
      timer.drop();
    }

    private void ring() {
      assertThat(deadline).as("rings early, or rings though it is off").isLessThanOrEqualTo(now);
      deadline = tick = OFF;
      rung++;
      for (int i = random.nextInt(3); i > 0; i--) {
        change(models.get(random.nextInt(TIMERS)));
      }
    }
  }

  private final List<Model> models = new ArrayList<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void ringsEachTimerOnceInTimeAndNeverOtherwise(long seed) {
    random = new Random(seed);
    now = random.nextLong() >> 4;
    wheel = new TimerWheel(now, defect -> Assertions.fail(defect));
    for (int i = 0; i < TIMERS; i++) {
      models.add(new Model());
    }
    for (int step = 0; step < STEPS; step++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        change(models.get(random.nextInt(TIMERS)));
      }
      long patience = wheel.nanosToNext(now);
      checkPatience(patience);
      now += sleep(patience);
      wheel.advance(now);
      checkNoneIsOverdue();
    }
    assertThat(models).allSatisfy(each -> assertThat(each.rung).isPositive());
  }

  private void change(Model model) {
    switch (random.nextInt(10)) {
      case 0 -> model.off();
      case 1 -> model.drop();
      case 2 -> model.set(now);
      case 3 -> model.set(now - random.nextLong(10 * TICK));
      case 4 -> model.set(now + random.nextLong(2_000_000) * TICK);
      case 5 -> model.set(Math.floorDiv(now, TICK) * TICK + TICK * random.nextLong(2_100));
      default -> model.set(now + random.nextLong(30 * TICK));
    }
  }

  /** Mostly as long as the wheel allows, sometimes woken before, sometimes held up long. */
  private long sleep(long patience) {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1, 2 -> random.nextLong(TICK);
      case 3 -> random.nextLong(TICK << random.nextInt(24));
      default -> patience < 0 ? random.nextLong(TICK * 100) : patience;
    };
  }

  private void checkPatience(long patience) {
    long next = models.stream().mapToLong(each -> each.tick).min().orElse(OFF);
    if (next != OFF) { // what is off may still hang for a while: waking up for it is allowed
      assertThat(patience).as("oversleeps").isBetween(0L, next * TICK - now);
    }
  }

  private void checkNoneIsOverdue() {
    assertThat(models)
        .as("overdue at tick %d", Math.floorDiv(now, TICK))
        .allSatisfy(each -> assertThat(each.tick).isGreaterThan(Math.floorDiv(now, TICK)));
  }
}
