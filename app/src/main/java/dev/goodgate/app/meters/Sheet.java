package dev.goodgate.app.meters;

import dev.goodgate.console.Meters;
import dev.goodgate.gateway.report.Counts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one scrape, as they are written down. */
final class Sheet {
  private static final int NANOS = 9;

  private final Map<Metric, List<Meters.Sample>> samples = new EnumMap<>(Metric.class);

  /** {@code values} of the metric's labels, in their order. */
  Sheet put(Metric metric, long figure, String... values) {
    add(metric, "", labels(metric, values), (double) figure);
    return this;
  }

  Sheet seconds(Metric metric, Duration span, String... values) {
    add(metric, "", labels(metric, values), span.toNanos() / 1e9);
    return this;
  }

  Sheet since1970(Metric metric, Instant at, String... values) {
    add(metric, "", labels(metric, values), at.toEpochMilli() / 1e3);
    return this;
  }

  Sheet spans(Metric metric, Counts.Spans spans, String... values) {
    Map<String, String> labels = labels(metric, values);
    long count = 0;
    for (int at = 0; at < spans.counts().size(); at++) {
      count += spans.counts().get(at);
      Map<String, String> bucket = new LinkedHashMap<>(labels);
      bucket.put("le", at < spans.limitNanos().size() ? limit(spans.limitNanos().get(at)) : "+Inf");
      add(metric, "_bucket", bucket, (double) count);
    }
    return total(metric, labels, count, spans.sumNanos() / 1e9);
  }

  /** How many, and how much of something in all. */
  Sheet sum(Metric metric, long count, Duration sum, String... values) {
    return total(metric, labels(metric, values), count, sum.toNanos() / 1e9);
  }

  private Sheet total(Metric metric, Map<String, String> labels, long count, double sum) {
    add(metric, "_sum", labels, sum);
    add(metric, "_count", labels, (double) count);
    return this;
  }

  private void add(Metric metric, String suffix, Map<String, String> labels, double figure) {
    samples
        .computeIfAbsent(metric, _ -> new ArrayList<>())
        .add(new Meters.Sample(suffix, labels, figure));
  }

  private static Map<String, String> labels(Metric metric, String... values) {
    if (values.length != metric.labels().size()) {
      throw new IllegalArgumentException(metric.key() + " has labels " + metric.labels());
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      labels.put(metric.labels().get(i), values[i]);
    }
    return labels;
  }

  /** Always with a point: both formats then name a bucket alike. */
  private static String limit(long nanos) {
    String plain = BigDecimal.valueOf(nanos, NANOS).stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  /** In the order of {@link Metric}; those without a figure are left out. */
  List<Meters.Meter> meters() {
    return samples.entrySet().stream()
        .map(each -> {
          Metric metric = each.getKey();
          return new Meters.Meter(metric.key(), metric.help(), metric.type(), each.getValue());
        })
        .toList();
  }
}
