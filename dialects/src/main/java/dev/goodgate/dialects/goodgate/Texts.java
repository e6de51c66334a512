package dev.goodgate.dialects.goodgate;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A piece of text that must look a certain way, said in {@code expected}. */
record Texts(String expected, Predicate<String> fits) implements Form<String> {
  /** Any file name. */
  static Texts file() {
    return new Texts("the path of a file", text -> !text.isBlank());
  }

  static Texts matching(String expected, String pattern) {
    return new Texts(expected, Pattern.compile(pattern).asMatchPredicate());
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
}
