package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One special word, or else a value of another form. */
record OrWord<T>(String word, Form<T> form) implements Form<OrWord.Said<T>> {
  /** Holds no value where the word was said. */
  record Said<T>(@Nullable T valueUnlessWord) {
    static <T> Said<T> of(Optional<T> value) {
      return new Said<>(value.orElse(null));
    }

    Optional<T> value() {
      return Optional.ofNullable(valueUnlessWord);
    }
  }

  @Override
  public String expected() {
    return "`" + word + "` or " + form.expected();
  }

  @Override
  public @Nullable Said<T> read(String text, Refusal<Said<T>> refusal) {
    if (text.equals(word)) {
      return new Said<>(null);
    }
    T value =
        form.read(
            text,
            (message, expected, nearest) ->
                refusal.tell(message, expected(), nearest == null ? meant(text) : nearest));
    return value == null ? null : new Said<>(value);
  }

  private @Nullable String meant(String text) {
    return Spelling.nearest(text, List.of(word)).orElse(null);
  }

  @Override
  public String write(Said<T> said) {
    return said.value().map(form::write).orElse(word);
  }

  @Override
  public Look look() {
    return new Look.Either(new Look.OneOf(List.of(word)), form.look());
  }
}
