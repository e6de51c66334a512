package dev.goodgate.app.meters;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of metrics, between two marks of a page that people write. */
final class MetricsPage {
  private static final String BEGIN =
      "<!-- From here on written by MetricsPageTest from the metrics in code -->\n";
  private static final String END = "<!-- To here -->\n";

  private MetricsPage() {}

  static String render(String page) {
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END, from);
    return page.substring(0, from) + table() + page.substring(to);
  }

  private static String table() {
    return "\n| metric | type | labels | meaning |\n|---|---|---|---|\n"
        + Arrays.stream(Metric.values()).map(MetricsPage::row).collect(Collectors.joining())
        + "\n";
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().isEmpty()
            ? "-"
            : metric.labels().stream()
                .map(each -> "`" + each + "`")
                .collect(Collectors.joining(", "));
    String type = metric.type().name().toLowerCase(Locale.ROOT);
    return "| `" + metric.key() + "` | " + type + " | " + labels + " | " + metric.help() + " |\n";
  }
}
