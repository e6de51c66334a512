package dev.goodgate.dialects.goodgate;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A span of time between two bounds: {@code 250ms}, {@code 3s}, {@code 1m}, {@code 1h}. */
record Spans(Duration min, Duration max) implements Form<Duration> {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,15})(ms|s|m|h)");
  private static final Pattern BARE = Pattern.compile("\\d{1,9}");
  private static final Pattern LOOSE =
      Pattern.compile(
          "(\\d{1,6})\\s*(milli\\w*|msecs?|secs?|seconds?|mins?|minutes?|hrs?|hours?|S|M|H|MS)");
  private static final Pattern MIXED =
      Pattern.compile("(\\d{1,4}h ?)?(\\d{1,5}m ?)?(\\d{1,6}(\\.\\d{1,3})?s)?");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
  private static final Duration LONGEST_COUNTED = Duration.ofDays(36_500);

  static Spans between(Duration min, Duration max) {
    return new Spans(min, max);
  }

  @Override
  public String expected() {
    return "a duration from " + write(min) + " to " + write(max) + " such as `250ms` or `3s`";
  }

  @Override
  public @Nullable Duration read(String text, Refusal<Duration> refusal) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return refusal.because(complaint(text), expected(), meant(text));
    }
    long unit = MILLIS.getOrDefault(written.group(2), 1L);
    long count = Math.min(Long.parseLong(written.group(1)), LONGEST_COUNTED.toMillis() / unit);
    Duration span = Duration.ofMillis(count * unit);
    if (span.compareTo(min) < 0 || span.compareTo(max) > 0) {
      return refusal.because(Shown.quoted(text) + " is out of range", expected());
    }
    return span;
  }

  private static String complaint(String text) {
    return BARE.matcher(text).matches()
        ? Shown.quoted(text) + " has no unit"
        : Shown.quoted(text) + " is not a duration";
  }

  /**
   * Several units become the smallest of them; a bare number is taken for seconds, as most people
   * who write one mean it.
   */
  private @Nullable String meant(String text) {
    Matcher mixed = MIXED.matcher(text);
    if (mixed.matches() && !text.isEmpty()) {
      return write(Duration.parse("PT" + text.replace(" ", "").toUpperCase(Locale.ROOT)));
    }
    Matcher loose = LOOSE.matcher(text);
    if (loose.matches()) {
      String unit = loose.group(2).toLowerCase(Locale.ROOT);
      boolean milli = unit.startsWith("milli") || unit.startsWith("ms");
      return loose.group(1) + (milli ? "ms" : unit.substring(0, 1));
    }
    return BARE.matcher(text).matches() ? text + "s" : null;
  }

  @Override
  public String write(Duration span) {
    long millis = span.toMillis();
    if (millis == 0) {
      return "0s";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    // a single minute reads best as 60s beside its neighbours
    if (millis % 60_000 == 0 && millis > 60_000) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  @Override
  public Look look() {
    return new Look.Matching(WRITTEN.pattern());
  }
}
