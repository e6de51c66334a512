package dev.goodgate.dialects.goodgate;

import org.jspecify.annotations.Nullable;

/** The first segments of a path. */
record Prefixes() implements Form<String> {
  static final Prefixes OF_PATH = new Prefixes();

  private static final String WRITTEN = "(/[!\"$-.0->@-~]+)+";

  @Override
  public String expected() {
    return "the first segments of a path, such as `/api`, without a slash at the end";
  }

  @Override
  public @Nullable String read(String text, Refusal<String> refusal) {
    if (text.matches(WRITTEN) && !text.matches(".*/\\.\\.?(/.*)?")) {
      return text;
    }
    String bare = text.replaceFirst("/+$", "");
    String meant = bare.startsWith("/") ? bare : "/" + bare;
    return refusal.because(
        Shown.quoted(text) + " is not a prefix of a path",
        expected(),
        meant.matches(WRITTEN) ? meant : null);
  }

  @Override
  public String write(String prefix) {
    return prefix;
  }

  @Override
  public Look look() {
    return new Look.Matching(WRITTEN);
  }
}
