package dev.goodgate.doctor.rule.reply;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an endpoint said beside its answer, such as a script's stderr: mostly of no concern. */
final class Aside {
  /** What a line of an error says, the worst first. */
  private static final List<String> WORDS = List.of("fatal error", "exception", "error");

  private static final int MOST = 200;

  private Aside() {}

  /** The line that speaks of the worst error; absent where none does. */
  static Optional<String> error(String aside) {
    return WORDS.stream()
        .flatMap(word ->
            aside.lines().filter(line -> line.toLowerCase(Locale.ROOT).contains(word)).limit(1))
        .findFirst()
        .map(String::strip)
        .map(line -> line.length() <= MOST ? line : line.substring(0, MOST) + "...");
  }
}
