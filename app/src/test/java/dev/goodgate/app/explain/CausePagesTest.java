package dev.goodgate.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.diagnosis.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CausePagesTest {
  private static final String HOW_TO_MEND =
      "docs/causes differs from the catalogue; rewrite it with: "
          + "./mvnw test -pl app -am -Dtest=CausePagesTest -Dsurefire.failIfNoSpecifiedTests=false "
          + "-Dpages.fix=true";

  private final Path folder = Path.of(System.getProperty("goodgate.root", ".."), "docs", "causes");
  private final Map<String, String> rendered = new CausePages(Catalogue.load()).render();

  @Test
  void committedPagesAreThoseOfTheCatalogue() throws IOException {
    if (Boolean.getBoolean("pages.fix")) {
      rewrite();
    }
    Map<String, String> committed = committed();
    assertThat(committed.keySet()).as(HOW_TO_MEND).isEqualTo(rendered.keySet());
    rendered.forEach(
        (name, text) -> assertThat(committed.get(name)).as(HOW_TO_MEND).isEqualTo(text));
  }

  @Test
  void everyLinkOfAPageLeadsToAPage() {
    for (String page : rendered.values()) {
      page.lines()
          .filter(line -> line.startsWith("- ["))
          .map(line -> line.replaceFirst(".*\\]\\((.*?)\\):.*", "$1"))
          .forEach(link -> assertThat(rendered).containsKey(link));
    }
  }

  private void rewrite() throws IOException {
    Files.createDirectories(folder);
    for (String stale : committed().keySet()) {
      if (!rendered.containsKey(stale)) {
        Files.delete(folder.resolve(stale));
      }
    }
    for (Map.Entry<String, String> page : rendered.entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
  }

  private Map<String, String> committed() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          pages.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return pages;
  }
}
