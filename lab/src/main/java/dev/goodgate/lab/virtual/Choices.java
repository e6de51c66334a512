package dev.goodgate.lab.virtual;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Everything that chance decides in one life: the same seed, the same life. */
public final class Choices {
  private final SplittableRandom random;

  public Choices(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 up to, but not including, {@code bound}. */
  public int number(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends are possible. */
  public long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** True in that share of all cases. */
  public boolean chance(double share) {
    return random.nextDouble() < share;
  }

  public <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Both ends are possible; short spans come as often as long ones, whatever the scale. */
  public Duration span(Duration least, Duration most) {
    double from = Math.log(Math.max(1.0, (double) least.toNanos()));
    double to = Math.log(Math.max(1.0, (double) most.toNanos()));
    long nanos = (long) Math.exp(from + random.nextDouble() * (to - from));
    return Duration.ofNanos(Math.clamp(nanos, least.toNanos(), most.toNanos()));
  }

  /** Until the next of things that happen independently of each other, this often on average. */
  public Duration untilNext(Duration average) {
    return Duration.ofNanos(
        (long) (-Math.log(1 - random.nextDouble()) * (double) average.toNanos()));
  }
}
