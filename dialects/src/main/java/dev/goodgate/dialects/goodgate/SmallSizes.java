package dev.goodgate.dialects.goodgate;

import org.jspecify.annotations.Nullable;

/** {@link Sizes} of what is kept in memory. */
record SmallSizes(int min, int max) implements Form<Integer> {
  private Sizes whole() {
    return new Sizes(min, max);
  }

  @Override
  public String expected() {
    return whole().expected();
  }

  @Override
  public @Nullable Integer read(String text, Refusal<Integer> refusal) {
    Long bytes = whole().read(text, refusal::tell);
    return bytes == null ? null : Math.toIntExact(bytes);
  }

  @Override
  public String write(Integer bytes) {
    return whole().write(Long.valueOf(bytes));
  }

  @Override
  public Look look() {
    return whole().look();
  }
}
