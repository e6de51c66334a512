package dev.goodgate.gateway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts spans of time by their length. Written by the reporter's thread, read by any. */
final class Histogram {
  /** Nanoseconds; from half a millisecond, under which nobody waits, to a minute. */
  private static final List<Long> LIMITS =
      List.of(
          500_000L,
          1_000_000L,
          2_500_000L,
          5_000_000L,
          10_000_000L,
          25_000_000L,
          50_000_000L,
          100_000_000L,
          250_000_000L,
          500_000_000L,
          1_000_000_000L,
          2_500_000_000L,
          5_000_000_000L,
          10_000_000_000L,
          30_000_000_000L,
          60_000_000_000L);

  private static final int BEYOND = LIMITS.size();
  private static final int SUM = BEYOND + 1;

  private final AtomicLongArray figures = new AtomicLongArray(SUM + 1);

  void note(long nanos) {
    long span = Math.max(0, nanos);
    int at = 0;
    while (at < BEYOND && span > LIMITS.get(at)) {
      at++;
    }
    add(figures, at, 1);
    add(figures, SUM, span);
  }

  /** Nothing is noted before the first, so that what never happens takes no room when told. */
  boolean isEmpty() {
    for (int at = 0; at <= BEYOND; at++) {
      if (figures.getOpaque(at) > 0) {
        return false;
      }
    }
    return true;
  }

  Counts.Spans read() {
    List<Long> counts = new ArrayList<>();
    for (int at = 0; at <= BEYOND; at++) {
      counts.add(figures.getOpaque(at));
    }
    return new Counts.Spans(LIMITS, counts, figures.getOpaque(SUM));
  }

  /** With one writer there is nothing to win by an atomic addition. */
  static void add(AtomicLongArray figures, int at, long more) {
    figures.setOpaque(at, figures.getPlain(at) + more);
  }
}
