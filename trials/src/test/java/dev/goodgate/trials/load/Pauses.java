package dev.goodgate.trials.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often, and for how many milliseconds, a virtual machine's collector had all threads wait. */
record Pauses(long count, double median, double longest) {
  private static final Pattern PAUSE = Pattern.compile(".*\\bPause .* ([0-9.]+)ms");

  /** Of what {@code -Xlog:gc} has written. */
  static Pauses read(Path log) throws IOException {
    double[] millis =
        Files.readAllLines(log).stream()
            .map(PAUSE::matcher)
            .filter(Matcher::matches)
            .mapToDouble(each -> Double.parseDouble(each.group(1)))
            .sorted()
            .toArray();
    return millis.length == 0
        ? new Pauses(0, 0, 0)
        : new Pauses(millis.length, millis[millis.length / 2], millis[millis.length - 1]);
  }
}
