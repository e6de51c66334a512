package dev.goodgate.dialects.goodgate;

import org.jspecify.annotations.Nullable;

/** A whole number between two bounds, written in plain digits. */
record Counts(int min, int max) implements Form<Integer> {
  @Override
  public String expected() {
    return "a whole number from " + min + " to " + max;
  }

  @Override
  public @Nullable Integer read(String text, Refusal<Integer> refusal) {
    if (!text.matches("-?\\d{1,18}")) {
      return refusal.because(Shown.quoted(text) + " is not a whole number", expected());
    }
    long number = Long.parseLong(text);
    return number < min || number > max
        ? refusal.because(Shown.quoted(text) + " is out of range", expected())
        : Integer.valueOf((int) number);
  }

  @Override
  public String write(Integer number) {
    return number.toString();
  }

  @Override
  public Look look() {
    return new Look.Whole(min, max);
  }
}
