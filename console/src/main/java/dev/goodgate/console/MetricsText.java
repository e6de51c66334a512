package dev.goodgate.console;

import dev.goodgate.console.Meters.Meter;
import dev.goodgate.console.Meters.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes figures in one of the two text formats that are read by Prometheus. */
enum MetricsText {
  /** What every version of Prometheus reads. */
  PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0.0: a counter's family has no {@code _total}, and the end is marked. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String type;

  MetricsText(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  String write(List<Meter> meters) {
    StringBuilder text = new StringBuilder(16 * 1024);
    for (Meter meter : meters) {
      String family = family(meter);
      text.append("# HELP ").append(family).append(' ').append(escaped(meter.help()));
      text.append("\n# TYPE ").append(family).append(' ');
      text.append(meter.type().name().toLowerCase(Locale.ROOT)).append('\n');
      for (Sample sample : meter.samples()) {
        text.append(meter.name()).append(sample.suffix());
        labels(sample.labels(), text);
        text.append(' ').append(number(sample.value())).append('\n');
      }
    }
    return this == OPEN_METRICS ? text.append("# EOF\n").toString() : text.toString();
  }

  private String family(Meter meter) {
    return this == OPEN_METRICS && meter.type() == Meters.Type.COUNTER
        ? meter.name().substring(0, meter.name().length() - "_total".length())
        : meter.name();
  }

  /** In Prometheus' own format a quote in a help text stays as it is; in the other it may not. */
  private String escaped(String help) {
    return this == OPEN_METRICS ? quotable(help) : slashed(help);
  }

  private static void labels(Map<String, String> labels, StringBuilder text) {
    String before = "{";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(before).append(label.getKey()).append("=\"");
      text.append(quotable(label.getValue())).append('"');
      before = ",";
    }
    if (!labels.isEmpty()) {
      text.append('}');
    }
  }

  private static String quotable(String text) {
    return slashed(text).replace("\"", "\\\"");
  }

  private static String slashed(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The one that an Accept field prefers; Prometheus' own where it does not care. */
  static MetricsText preferred(String accept) {
    return weight(accept, "application/openmetrics-text") > weight(accept, "text/plain")
        ? OPEN_METRICS
        : PROMETHEUS;
  }

  /** The best quality (RFC 9110 12.4.2) of a type that is named; 0 where none is. */
  private static double weight(String accept, String named) {
    double best = 0;
    for (String each : accept.toLowerCase(Locale.ROOT).split(",", 32)) {
      String[] parts = each.split(";", 16);
      if (parts[0].strip().equals(named)) {
        best = Math.max(best, quality(parts));
      }
    }
    return best;
  }

  private static double quality(String[] parts) {
    for (String part : parts) {
      String parameter = part.strip();
      if (parameter.startsWith("q=")) {
        return parameter.matches("q=[01](\\.\\d{0,3})?")
            ? Double.parseDouble(parameter.substring(2))
            : 0;
      }
    }
    return 1;
  }
}
