package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.spelling.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of a few words, each standing for a value. */
record Choices<T>(List<T> values, Function<T, String> word) implements Form<T> {
  static Choices<Boolean> yesOrNo() {
    return new Choices<>(List.of(true, false), String::valueOf);
  }

  @Override
  public String expected() {
    return values.stream().map(v -> "`" + write(v) + "`").collect(Collectors.joining(" or "));
  }

  @Override
  public @Nullable T read(String text, Refusal<T> refusal) {
    Map<String, T> byWord = new LinkedHashMap<>();
    values.forEach(value -> byWord.put(write(value), value));
    T value = byWord.get(text);
    if (value == null) {
      refusal.because(
          Shown.quoted(text) + " is not known here",
          expected(),
          Spelling.nearest(text, byWord.keySet()).orElse(null));
    }
    return value;
  }

  @Override
  public String write(T value) {
    return word.apply(value);
  }

  @Override
  public Look look() {
    return new Look.OneOf(values.stream().map(this::write).toList());
  }
}
