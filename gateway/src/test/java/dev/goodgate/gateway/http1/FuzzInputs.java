package dev.goodgate.gateway.http1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a guided fuzzing begins with, and what it once found: those are files beside the tests. */
public final class FuzzInputs {
  private FuzzInputs() {}

  public static List<byte[]> of(Class<?> fuzzing, Stream<byte[]> seeds) throws IOException {
    List<byte[]> all = new ArrayList<>(seeds.toList());
    Path found = Path.of("src/test/resources", fuzzing.getName().replace('.', '/') + "Inputs");
    if (Files.isDirectory(found)) {
      try (Stream<Path> files = Files.walk(found)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.add(Files.readAllBytes(file));
        }
      }
    }
    return all;
  }
}
