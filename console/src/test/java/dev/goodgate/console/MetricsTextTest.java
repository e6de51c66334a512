package dev.goodgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTextTest {
  private static final Map<String, String> HOSTILE = Map.of("a", "x\"y\\\nz");

  private final Meters.Meter counter =
      new Meters.Meter(
          "some_total",
          "A \"b\"\n\\.",
          Meters.Type.COUNTER,
          List.of(new Meters.Sample(HOSTILE, 3)));

  @Test
  void prometheusHasTheWholeNameAndItsOwnEscapes() {
    assertThat(MetricsText.PROMETHEUS.write(List.of(counter)))
        .isEqualTo(
            """
            # HELP some_total A "b"\\n\\\\.
            # TYPE some_total counter
            some_total{a="x\\"y\\\\\\nz"} 3
            """);
  }

  @Test
  void openMetricsNamesTheFamilyAndMarksTheEnd() {
    assertThat(MetricsText.OPEN_METRICS.write(List.of(counter)))
        .isEqualTo(
            """
            # HELP some A \\"b\\"\\n\\\\.
            # TYPE some counter
            some_total{a="x\\"y\\\\\\nz"} 3
            # EOF
            """);
  }

  @Test
  void aHistogramKeepsTheOrderOfItsSamplesAndLabels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("upstream", "web");
    labels.put("le", "0.0005");
    Meters.Meter histogram =
        new Meters.Meter(
            "some_seconds",
            "Some.",
            Meters.Type.HISTOGRAM,
            List.of(
                new Meters.Sample("_bucket", labels, 1),
                new Meters.Sample("_sum", Map.of(), 0.25),
                new Meters.Sample("_count", Map.of(), 1)));

    assertThat(MetricsText.PROMETHEUS.write(List.of(histogram)))
        .endsWith(
            """
            # TYPE some_seconds histogram
            some_seconds_bucket{upstream="web",le="0.0005"} 1
            some_seconds_sum 0.25
            some_seconds_count 1
            """);
  }

  @Test
  void onlyCountersEndInTotal() {
    assertThatThrownBy(() -> new Meters.Meter("a_total", "", Meters.Type.GAUGE, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Meters.Meter("a", "", Meters.Type.COUNTER, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''|PROMETHEUS",
        "*/*|PROMETHEUS",
        "text/plain|PROMETHEUS",
        "application/openmetrics-text|OPEN_METRICS",
        "application/openmetrics-text; q=0.4, text/plain; q=0.5|PROMETHEUS",
        "application/openmetrics-text; q=0|PROMETHEUS",
        "application/openmetrics-text; q=9|PROMETHEUS",
        "Application/OpenMetrics-Text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
            + "|OPEN_METRICS",
      })
  void goesByWhatIsPreferred(String accept, MetricsText format) {
    assertThat(MetricsText.preferred(accept)).isEqualTo(format);
  }
}
