package dev.goodgate.dialects.goodgate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What a guided fuzzing begins with, and what it once found: those are files beside the tests. */
final class FuzzInputs {
  private FuzzInputs() {}

  static List<byte[]> of(Class<?> fuzzing, Stream<byte[]> seeds) throws IOException {
    List<byte[]> all = new ArrayList<>(Stream.concat(seeds, kept(fuzzing)).toList());
    Path found = beside(fuzzing, "Inputs");
    if (Files.isDirectory(found)) {
      try (Stream<Path> files = Files.walk(found)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.add(Files.readAllBytes(file));
        }
      }
    }
    return all;
  }

  /** What earlier fuzzing has kept, since it reaches much: a line each, in Base64. */
  static Stream<byte[]> kept(Class<?> fuzzing) {
    try {
      Path corpus = beside(fuzzing, ".corpus");
      return Files.exists(corpus)
          ? Files.readAllLines(corpus).stream().map(Base64.getDecoder()::decode)
          : Stream.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path beside(Class<?> fuzzing, String suffix) {
    return Path.of("src/test/resources", fuzzing.getName().replace('.', '/') + suffix);
  }
}
