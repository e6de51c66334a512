package dev.goodgate.dialects.goodgate;

import org.jspecify.annotations.Nullable;

/** A text of any lines. */
record Prose() implements Form<String> {
  @Override
  public String expected() {
    return "a text of up to 4096 characters, none of which a terminal would obey";
  }

  @Override
  public @Nullable String read(String text, Refusal<String> refusal) {
    boolean plain =
        !text.isBlank() && text.lines().allMatch(line -> Shown.isPlain(line.replace("\t", "")));
    return plain ? text : refusal.because(Shown.quoted(text) + " cannot stand here", expected());
  }

  @Override
  public String write(String text) {
    return text;
  }

  @Override
  public Look look() {
    return new Look.Matching("[\\s\\S]*\\S[\\s\\S]*");
  }
}
