package dev.goodgate.doctor.rule.await;

import java.time.Duration;
import java.util.Locale;

/** Spans of time as people say them. */
final class Words {
  private Words() {}

  static String span(Duration span) {
    return span.toMillis() < 1_000
        ? span.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
  }
}
