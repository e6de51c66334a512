package dev.goodgate.trials.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scenario files of this repository. */
public final class ScenarioFiles {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");
  private static final String ENDING = ".scenario";

  private ScenarioFiles() {}

  public static List<Path> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Folder and name, which is the phase and what happens in it. */
  public static String name(Path file) {
    String path = FOLDER.relativize(file).toString().replace('\\', '/');
    return path.substring(0, path.length() - ENDING.length());
  }

  public static Scenario read(Path file) throws IOException {
    return switch (ScenarioReader.read(name(file), Files.readString(file), Lexicon.load())) {
      case ScenarioReader.Reading.Understood(Scenario scenario) -> scenario;
      case ScenarioReader.Reading.Unclear(List<String> complaints) ->
          throw new AssertionError(String.join("\n", complaints));
    };
  }
}
