package dev.goodgate.app.demo;

import dev.goodgate.app.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Does what a person types: a key and Enter. Ends quietly where nobody types any more. */
final class Keys implements Runnable {
  private final InputStream in;
  private final Map<String, Runnable> deeds;
  private final Consumer<String> told;

  Keys(InputStream in, Map<String, Runnable> deeds, Consumer<String> told) {
    this.in = in;
    this.deeds = Map.copyOf(deeds);
    this.told = told;
  }

  /** Reading from a terminal in the background would stop the whole process. */
  static boolean somebodyTypes(Terminal terminal) {
    return terminal.isWatched() && isInForeground();
  }

  private static boolean isInForeground() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      // After the name, which is in brackets: state, parent, group, session, terminal, its group.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[2].equals(fields[5]);
    } catch (IOException elsewhere) {
      return true;
    }
  }

  @Override
  public void run() {
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String key = line.strip();
        if (!key.isEmpty()) {
          deeds.getOrDefault(key, () -> unknown(key)).run();
        }
      }
    } catch (IOException closed) {
      // Nobody types any more.
    }
  }

  private void unknown(String key) {
    String shown = key.length() > 20 ? key.substring(0, 20) + "..." : key;
    told.accept("No key is called " + Terminal.printable(shown) + "; ? shows those there are.");
  }
}
