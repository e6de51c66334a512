package dev.goodgate.trials.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One scrape, as Prometheus reads it. */
record Metrics(String text) {
  /** The sum of all figures of that name. */
  long sum(String name) {
    return sum(name, _ -> true);
  }

  /** The sum of those whose labels are of that kind. */
  long sum(String name, Predicate<String> labels) {
    return series(name).entrySet().stream()
        .filter(each -> labels.test(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** All figures of that name, by their labels. */
  Map<String, Long> series(String name) {
    Map<String, Long> found = new TreeMap<>();
    text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .forEach(line -> {
          int value = line.lastIndexOf(' ');
          found.put(
              line.substring(name.length(), value),
              Math.round(Double.parseDouble(line.substring(value + 1))));
        });
    return found;
  }
}
