package dev.goodgate.dialects.goodgate;

import org.jspecify.annotations.Nullable;

/** How one kind of value is written: reads it, and writes it as the documentation shows it. */
interface Form<T> {
  /** What it is, with an example or its range, as in "expected ...". */
  String expected();

  /** Null where {@code refusal} was told why. */
  @Nullable T read(String text, Refusal<T> refusal);

  String write(T value);

  /** What a schema can say of it. */
  Look look();

  /** Where a form says what it does not accept; what it returns is never a value. */
  interface Refusal<T> {
    void tell(String message, String expected, @Nullable String nearest);

    default @Nullable T because(String message, String expected, @Nullable String nearest) {
      tell(message, expected, nearest);
      return null;
    }

    default @Nullable T because(String message, String expected) {
      return because(message, expected, null);
    }
  }
}
