package dev.goodgate.trials.house;

import java.util.stream.Stream;

/** Finds locks in a source file: a block's monitor leaves no trace in ArchUnit's class files. */
final class Locks {
  private Locks() {}

  static Stream<String> in(Outline outline) {
    String path = outline.file().path();
    return Stream.concat(
        outline.synchronizedLines().stream().map(line -> path + ":" + line + " synchronized"),
        outline
            .file()
            .text()
            .lines()
            .filter(line -> line.startsWith("import java.util.concurrent.locks."))
            .map(line -> path + ": " + line));
  }
}
