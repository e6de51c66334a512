package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Balance.By;
import dev.goodgate.vocabulary.spelling.Spelling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a request leads it to its endpoint: a word, or a kind of thing and its name. */
record HashKeys() implements Form<By> {
  private static final List<String> WORDS = List.of("client", "path", "header", "cookie");

  /** RFC 9110 5.6.2, and RFC 6265 4.1.1 asks the same of cookies. */
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}";

  @Override
  public String expected() {
    return "`client`, `path`, `header NAME` or `cookie NAME`";
  }

  @Override
  public @Nullable By read(String text, Refusal<By> refusal) {
    String[] words = text.split(" +", 2);
    String name = words.length > 1 && words[1].matches(TOKEN) ? words[1] : "";
    By by = of(words[0], name);
    if (by != null && write(by).equals(text.replaceFirst(" +", " "))) {
      return by;
    }
    By meant = of(Spelling.nearest(words[0], WORDS).orElse(words[0]), name);
    return refusal.because(
        Shown.quoted(text) + " cannot stand here", expected(), meant == null ? null : write(meant));
  }

  private static @Nullable By of(String word, String name) {
    return switch (word) {
      case "client" -> new By.Client();
      case "path" -> new By.Path();
      case "header" -> name.isEmpty() ? null : new By.Header(name);
      case "cookie" -> name.isEmpty() ? null : new By.Cookie(name);
      default -> null;
    };
  }

  @Override
  public String write(By by) {
    return switch (by) {
      case By.Client _ -> "client";
      case By.Path _ -> "path";
      case By.Header(String name) -> "header " + name;
      case By.Cookie(String name) -> "cookie " + name;
    };
  }

  @Override
  public Look look() {
    return new Look.Matching("client|path|(header|cookie) +" + TOKEN);
  }
}
