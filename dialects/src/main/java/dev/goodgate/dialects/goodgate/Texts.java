package dev.goodgate.dialects.goodgate;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A piece of text that must look a certain way, said in {@code expected}. */
record Texts(String expected, String pattern, Predicate<String> fits) implements Form<String> {
  /** Any file name. */
  static Texts file() {
    return matching("the path of a file", ".*\\S.*");
  }

  static Texts matching(String expected, String pattern) {
    return new Texts(expected, pattern, Pattern.compile(pattern).asMatchPredicate());
  }

  @Override
  public @Nullable String read(String text, Refusal<String> refusal) {
    if (!Shown.isPlain(text) || !fits.test(text)) {
      return refusal.because(Shown.quoted(text) + " cannot stand here", expected);
    }
    return text;
  }

  @Override
  public String write(String text) {
    return text;
  }

  @Override
  public Look look() {
    return new Look.Matching(pattern);
  }
}
