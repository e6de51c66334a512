package dev.goodgate.trials.load;

import java.util.Arrays;

/**
 * How long answers were waited for, to a microsecond; what takes longer than a second counts as
 * one.
 */
final class Waits {
  private static final int MICROS = 1_000_000;

  private final int[] counts = new int[MICROS + 1];
  private long count;

  void add(long nanos) {
    counts[(int) Math.min(nanos / 1_000, MICROS)]++;
    count++;
  }

  void clear() {
    Arrays.fill(counts, 0);
    count = 0;
  }

  /** The microseconds within which that part of all answers came. */
  long within(double part) {
    long rank = Math.max(1, (long) Math.ceil(part * count));
    int micros = 0;
    for (long seen = counts[0]; seen < rank && micros < MICROS; seen += counts[micros]) {
      micros++;
    }
    return micros;
  }
}
