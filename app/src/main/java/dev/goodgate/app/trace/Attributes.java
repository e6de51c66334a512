package dev.goodgate.app.trace;

import dev.goodgate.vocabulary.traffic.Failure;
import java.time.Duration;

/** Writes attributes: key and value, as field {@code field} of a message. */
final class Attributes {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int TEXT = 1;
  private static final int YES_OR_NO = 2;
  private static final int NUMBER = 3;
  private static final int REAL = 4;

  private final Fields to;
  private final int field;

  Attributes(Fields to, int field) {
    this.to = to;
    this.field = field;
  }

  /** An empty text is one that is not known. */
  Attributes put(String key, String value) {
    if (!value.isEmpty()) {
      to.message(field, it -> it.text(KEY, key).message(VALUE, any -> any.text(TEXT, value)));
    }
    return this;
  }

  Attributes put(String key, long value) {
    to.message(field, it -> it.text(KEY, key).message(VALUE, any -> any.number(NUMBER, value)));
    return this;
  }

  Attributes put(String key, boolean value) {
    to.message(
        field, it -> it.text(KEY, key).message(VALUE, any -> any.number(YES_OR_NO, value ? 1 : 0)));
    return this;
  }

  Attributes seconds(String key, Duration span) {
    to.message(
        field, it -> it.text(KEY, key).message(VALUE, any -> any.real(REAL, span.toNanos() / 1e9)));
    return this;
  }

  Attributes failure(Failure failure) {
    return put("goodgate.phase", failure.phase().id())
        .put("goodgate.symptom", failure.symptom().id())
        .put("goodgate.by", failure.actor().id())
        .put("goodgate.detail", failure.detail().says());
  }
}
