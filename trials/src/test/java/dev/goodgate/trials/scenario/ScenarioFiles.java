package dev.goodgate.trials.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scenario files of this repository. */
public final class ScenarioFiles {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Path FOLDER = RESOURCES.resolve("scenarios");
  private static final Path REAL = RESOURCES.resolve("scenarios-real");
  private static final String ENDING = ".scenario";

  private ScenarioFiles() {}

  /** Those that need nothing but a JDK. */
  public static List<Path> all() {
    return in(FOLDER);
  }

  /** Those with real programs in the endpoints' place. */
  public static List<Path> real() {
    return in(REAL);
  }

  private static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Folder and name, which is the phase and what happens in it. */
  public static String name(Path file) {
    Path folder = file.startsWith(REAL) ? REAL : FOLDER;
    String path = folder.relativize(file).toString().replace('\\', '/');
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
