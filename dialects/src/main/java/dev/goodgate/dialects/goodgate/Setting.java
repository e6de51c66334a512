package dev.goodgate.dialects.goodgate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting of the plan. In its path {@code []} stands for every item of a list and {@code *} for
 * every name. {@code standard} is what holds where nothing is written; {@code otherwise} says it in
 * words where it is not a value.
 */
record Setting<T>(
    String path,
    Form<T> form,
    boolean required,
    @Nullable T standardValue,
    String otherwise,
    String meaning) {
  static <T> Setting<T> required(String path, Form<T> form, String meaning) {
    return new Setting<>(path, form, true, null, "required", meaning);
  }

  static <T> Setting<T> of(String path, Form<T> form, T standard, String meaning) {
    return new Setting<>(path, form, false, standard, form.write(standard), meaning);
  }

  /**
   * Without a value of its own for what was not written; {@code otherwise} says what then holds.
   */
  static <T> Setting<T> optional(String path, Form<T> form, String otherwise, String meaning) {
    return new Setting<>(path, form, false, null, otherwise, meaning);
  }

  Optional<T> standard() {
    return Optional.ofNullable(standardValue);
  }
}
