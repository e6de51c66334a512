package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConfigPageTest {
  private static final Path PAGE =
      Path.of(Objects.requireNonNull(System.getProperty("goodgate.root")), "docs", "config.md");

  @Test
  void isWhatTheSettingsSay() throws IOException {
    if (Boolean.getBoolean("pages.fix")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ConfigPage.text());
    }
    assertThat(PAGE)
        .as("rewrite it with ./mvnw verify -pl dialects -am -Dpages.fix=true")
        .exists()
        .hasContent(ConfigPage.text());
  }

  @Test
  void beginsWithAPlanThatIsReadWithoutComplaint() {
    for (String example : List.of(ConfigPage.EXAMPLE, ConfigPage.ROUTES_EXAMPLE)) {
      Reading<Plan> reading = PlanReader.read("goodgate.yaml", example);
      assertThat(reading).isInstanceOf(Reading.Understood.class);
      assertThat(reading.complaints()).isEmpty();
    }
  }

  @Test
  void hasALineOfItsOwnForEverySetting() {
    List<String> rows = ConfigPage.text().lines().filter(l -> l.startsWith("| `")).toList();
    assertThat(rows.stream().distinct().count()).isEqualTo(rows.size());
    for (Setting<?> setting : Settings.ALL) {
      assertThat(setting.meaning()).endsWith(".").doesNotContain("|");
      assertThat(ConfigPage.text()).contains("| " + setting.meaning() + " |");
    }
  }

  @Test
  void defaultsAreWrittenSoThatTheyAreReadBack() {
    Settings.ALL.forEach(ConfigPageTest::readsItsOwnDefault);
  }

  private static <T> void readsItsOwnDefault(Setting<T> setting) {
    setting
        .standard()
        .ifPresent(standard ->
            assertThat(setting.form().read(setting.form().write(standard), (m, e, n) -> {}))
                .as(setting.path())
                .isEqualTo(standard));
  }
}
