package dev.goodgate.trials.road;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.lab.road.Town;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs in a town until it is closed. */
final class Inhabitant implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;

  private Inhabitant(Process process) {
    this.process = process;
  }

  /** Returns when a line of its output holds the word. */
  static Inhabitant start(Town town, String ready, List<String> words) throws IOException {
    Process process = town.program(words).redirectErrorStream(true).start();
    StringBuilder said = new StringBuilder();
    BufferedReader lines = process.inputReader(UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(ready)) {
        Thread.ofVirtual().start(() -> drain(lines));
        return new Inhabitant(process);
      }
      said.append(line).append('\n');
    }
    throw new IOException(words + " ends, saying: " + said);
  }

  /** So that it never waits for somebody to read. */
  private static void drain(BufferedReader lines) {
    try {
      lines.transferTo(Writer.nullWriter());
    } catch (IOException closed) {
      // It was told to end.
    }
  }

  /** Our own command line. */
  static List<String> goodgate(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.goodgate.app.Goodgate"));
    all.addAll(List.of(words));
    return all;
  }

  /** What a program says that ends by itself. */
  static String ask(Town town, String... words) throws IOException {
    Process process = town.program(List.of(words)).redirectErrorStream(true).start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
