package dev.goodgate.vocabulary.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sources of every module: an id that is misspelt in code would never match anything. */
class CauseIdsInCodeTest {
  private static final Pattern ID = Pattern.compile("CauseId\\.of\\(\\s*\"([^\"]*)\"\\s*\\)");
  private static final Path ROOT = Path.of(System.getProperty("goodgate.root", ".."));

  @Test
  void everyIdWrittenInCodeIsInTheCatalogue() throws IOException {
    Catalogue catalogue = Catalogue.load();
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> sources =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .toList();
      assertThat(sources).isNotEmpty();
      for (Path folder : sources) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .filter(file -> file.toString().endsWith(".java"))
              .forEach(file -> judge(file, catalogue));
        }
      }
    }
  }

  private static void judge(Path file, Catalogue catalogue) {
    try {
      List<String> ids =
          ID.matcher(Files.readString(file))
              .results()
              .map((MatchResult at) -> at.group(1))
              .toList();
      for (String id : ids) {
        assertThat(catalogue.find(CauseId.of(id))).as("%s in %s", id, file).isPresent();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
