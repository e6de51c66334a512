package dev.goodgate.console;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the console shows as metrics. Called from a few threads at once. */
@FunctionalInterface
public interface Meters {
  /** How a figure behaves. */
  enum Type {
    /** Only grows; its name ends in {@code _total}. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Counts by size: samples {@code _bucket}, {@code _sum}, {@code _count}. */
    HISTOGRAM,
    /** A count with a sum: samples {@code _sum}, {@code _count}. */
    SUMMARY
  }

  /**
   * One figure; {@code suffix} is what the meter's name ends in for it; labels keep their order.
   */
  record Sample(String suffix, Map<String, String> labels, double value) {
    public Sample {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    public Sample(Map<String, String> labels, double value) {
      this("", labels, value);
    }
  }

  /** All figures of one name, which has its line in docs/metrics.md. */
  record Meter(String name, String help, Type type, List<Sample> samples) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public Meter {
      samples = List.copyOf(samples);
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("metric name '" + name + "'");
      }
      if (name.endsWith("_total") != (type == Type.COUNTER)) {
        throw new IllegalArgumentException("counters end in _total, nothing else: " + name);
      }
    }
  }

  List<Meter> read();
}
