package dev.goodgate.console;

import dev.goodgate.console.Meters.Meter;
import dev.goodgate.console.Meters.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes figures in the text format of Prometheus, version 0.0.4. */
final class PrometheusText {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  String write(List<Meter> meters) {
    StringBuilder text = new StringBuilder();
    for (Meter meter : meters) {
      text.append("# HELP ").append(meter.name()).append(' ').append(help(meter.help()));
      text.append("\n# TYPE ").append(meter.name()).append(' ');
      text.append(meter.type().name().toLowerCase(Locale.ROOT)).append('\n');
      for (Sample sample : meter.samples()) {
        text.append(meter.name());
        labels(sample.labels(), text);
        text.append(' ').append(number(sample.value())).append('\n');
      }
    }
    return text.toString();
  }

  private static void labels(Map<String, String> labels, StringBuilder text) {
    String before = "{";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(before).append(label.getKey()).append("=\"");
      text.append(help(label.getValue()).replace("\"", "\\\"")).append('"');
      before = ",";
    }
    if (!labels.isEmpty()) {
      text.append('}');
    }
  }

  private static String help(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
