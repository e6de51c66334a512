package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a program said, on both of its outputs, and how it ended. */
record Spoken(String text, int code) {
  private static final long PATIENCE_SECONDS = 60;

  /** {@code heard} is what it is told; a program that does not end is ended. */
  static Spoken by(List<String> command, String heard) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process
          .onExit()
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .exceptionally(_ -> process.destroyForcibly());
      process.getOutputStream().write(heard.getBytes(ISO_8859_1));
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
      return new Spoken(text, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  static Spoken by(List<String> command) throws IOException, InterruptedException {
    return by(command, "");
  }
}
