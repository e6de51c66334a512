package dev.goodgate.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StatusesPageTest {
  private static final String HOW_TO_MEND =
      "docs/statuses.md differs from the reply table; rewrite it with: "
          + "./mvnw verify -pl gateway -am -Dpages.fix=true";

  private final Path page =
      Path.of(System.getProperty("goodgate.root", ".."), "docs", "statuses.md");

  @Test
  void committedPageIsThatOfTheTable() throws IOException {
    if (Boolean.getBoolean("pages.fix")) {
      Files.writeString(page, StatusesPage.render());
    }
    assertThat(page).as(HOW_TO_MEND).hasContent(StatusesPage.render());
  }
}
