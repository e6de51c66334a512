package dev.goodgate.lab.road;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one program of the system to its end. */
final class Command {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Command() {}

  /** What it printed; a failure of it is an exception with its words. */
  static String run(String input, List<String> words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try {
      try (var out = process.outputWriter(UTF_8)) {
        out.write(input);
      }
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(String.join(" ", words) + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new IOException(String.join(" ", words) + ": " + said);
      }
      return said;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while " + String.join(" ", words));
    } finally {
      process.destroyForcibly();
    }
  }
}
