package dev.goodgate.gateway.wire;

/**
 * How a loop spends its time. Kept from readings of the clock that are made anyway; belongs to the
 * loop's thread.
 */
final class Pace {
  /** A turn that takes longer keeps every other connection of its loop waiting. */
  static final long SLOW_NANOS = 10_000_000;

  private long turns;
  private long slowTurns;
  private long longestNanos;
  private long idleNanos;
  private long tasks;
  private long wokeAt;
  private long sleptAt = -1;

  /** Nothing is left to do at the moment. */
  void sleeps(long now) {
    sleptAt = now;
  }

  void wakes(long now) {
    if (sleptAt >= 0) {
      idleNanos += now - sleptAt;
      ended(sleptAt);
      sleptAt = -1;
    } else {
      ended(now);
    }
    turns++;
    wokeAt = now;
  }

  private void ended(long at) {
    long took = at - wokeAt;
    if (turns > 0 && took > SLOW_NANOS) {
      slowTurns++;
      longestNanos = Math.max(longestNanos, took);
    }
  }

  void ran(int more) {
    tasks += more;
  }

  Loop.Spent spent() {
    return new Loop.Spent(turns, slowTurns, longestNanos, idleNanos, tasks);
  }
}
