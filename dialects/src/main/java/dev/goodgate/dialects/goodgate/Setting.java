package dev.goodgate.dialects.goodgate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting of the plan. In its path {@code []} stands for every item of a list and {@code *} for
 * every name. {@code standard} is what holds where nothing is written; {@code words} say it where
 * it is not a value.
 */
record Setting<T>(
    String path,
    Form<T> form,
    boolean required,
    @Nullable T standardValue,
    String words,
    String meaning) {
  static <T> Setting<T> required(String path, Form<T> form, String meaning) {
    return new Setting<>(path, form, true, null, "required", meaning);
  }

  static <T> Setting<T> of(String path, Form<T> form, T standard, String meaning) {
    return new Setting<>(path, form, false, standard, "", meaning);
  }

  /** Without a value of its own for what was not written; {@code words} say what then holds. */
  static <T> Setting<T> optional(String path, Form<T> form, String words, String meaning) {
    return new Setting<>(path, form, false, null, words, meaning);
  }

  /** What holds where nothing is written, as it would be written. */
  String otherwise() {
    return standardValue == null ? words : form.write(standardValue);
  }

  Optional<T> standard() {
    return Optional.ofNullable(standardValue);
  }
}
