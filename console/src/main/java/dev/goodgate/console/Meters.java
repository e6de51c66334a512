package dev.goodgate.console;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the console shows as metrics. Called from many threads at once. */
@FunctionalInterface
public interface Meters {
  /** How a figure behaves. */
  enum Type {
    /** Only grows. */
    COUNTER,
    /** Goes up and down. */
    GAUGE
  }

  /** One figure; {@code labels} keep their order. */
  record Sample(Map<String, String> labels, double value) {}

  /** All figures of one name, which has its line in docs/metrics.md. */
  record Meter(String name, String help, Type type, List<Sample> samples) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public Meter {
      samples = List.copyOf(samples);
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("metric name '" + name + "'");
      }
    }
  }

  List<Meter> read();
}
