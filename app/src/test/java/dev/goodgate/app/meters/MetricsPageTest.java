package dev.goodgate.app.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final String HOW_TO_MEND =
      "docs/metrics.md differs from the metrics in code; rewrite it with: "
          + "./mvnw verify -pl app -am -Dpages.fix=true";
  private static final Pattern NAME = Pattern.compile("\\b(?:goodgate|process|jvm)_[a-z_]+");

  private final Path page =
      Path.of(System.getProperty("goodgate.root", ".."), "docs", "metrics.md");

  @Test
  void committedPageIsThatOfTheMetrics() throws IOException {
    String before = Files.readString(page);
    if (Boolean.getBoolean("pages.fix")) {
      Files.writeString(page, MetricsPage.render(before));
    }
    assertThat(page).as(HOW_TO_MEND).hasContent(MetricsPage.render(before));
  }

  @Test
  void expressionsNameOnlyMetricsThatAreThere() throws IOException {
    Set<String> known = Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.toSet());

    assertThat(NAME.matcher(Files.readString(page)).results().map(MatchResult::group))
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(known).contains(name.replaceFirst("_(bucket|sum|count)$", "")));
  }
}
