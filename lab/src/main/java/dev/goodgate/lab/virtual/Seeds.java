package dev.goodgate.lab.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * The seeds that a simulation lives: first all that ever failed, which are kept in a file beside
 * the tests, then {@code count} more. One that fails is told, and kept.
 */
public record Seeds(Path kept, long first, int count) {
  /** Lives each of them once; the first that fails ends it. */
  public void live(LongConsumer life) {
    List<Long> known = known();
    LongStream.concat(
            known.stream().mapToLong(Long::longValue), LongStream.range(first, first + count))
        .forEach(seed -> live(life, seed, known.contains(seed)));
  }

  private void live(LongConsumer life, long seed, boolean isKept) {
    try {
      life.accept(seed);
    } catch (RuntimeException | AssertionError failed) {
      String where = isKept ? "as it did before" : keep(seed);
      throw new AssertionError(
          "the life of seed " + seed + " fails (" + where + "): " + failed.getMessage(), failed);
    }
  }

  private String keep(long seed) {
    try {
      Files.writeString(kept, seed + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return "kept in " + kept.getFileName() + ": commit it with the mending";
    } catch (IOException cannot) {
      return "could not be kept in " + kept.getFileName() + ": " + cannot.getMessage();
    }
  }

  private List<Long> known() {
    List<Long> seeds = new ArrayList<>();
    if (!Files.exists(kept)) {
      return seeds;
    }
    try {
      for (String line : Files.readAllLines(kept)) {
        String written = line.replaceFirst("#.*", "").strip();
        if (!written.isEmpty()) {
          seeds.add(Long.parseLong(written));
        }
      }
      return seeds;
    } catch (IOException | NumberFormatException unreadable) {
      throw new IllegalStateException(kept.getFileName() + " cannot be read", unreadable);
    }
  }
}
