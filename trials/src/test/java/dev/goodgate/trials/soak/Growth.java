package dev.goodgate.trials.soak;

import java.util.List;

/**
 * Whether a figure grew: its median over the last quarter beside that over the second; the first is
 * for warming up. Differences within the slack, or a twentieth, are none.
 */
record Growth(String what, double early, double late, boolean grew) {
  static Growth of(String what, long slack, List<Long> values) {
    int quarter = Math.max(1, values.size() / 4);
    int warm = Math.min(quarter, values.size() - 1);
    double early = median(values.subList(warm, Math.min(warm + quarter, values.size())));
    double late = median(values.subList(values.size() - quarter, values.size()));
    return new Growth(what, early, late, late > early * 1.05 + slack);
  }

  private static double median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
  }
}
