package dev.goodgate.dialects.goodgate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of bytes between two bounds, always with its unit: {@code 512B}, {@code 64KiB}, {@code
 * 1MiB}. The decimal units are refused rather than guessed at.
 */
record Sizes(long min, long max) implements Form<Long> {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");
  private static final Pattern LOOSE = Pattern.compile("(\\d{1,9})\\s*([kmgKMG])?([iI])?[bB]?");
  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  @Override
  public String expected() {
    return "a size from " + write(min) + " to " + write(max) + " such as `64KiB`";
  }

  @Override
  public @Nullable Long read(String text, Refusal<Long> refusal) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return refusal.because(
          Shown.quoted(text) + (text.matches("\\d{1,9}") ? " has no unit" : " is not a size"),
          expected(),
          meant(text));
    }
    long bytes = Long.parseLong(written.group(1)) * BYTES.getOrDefault(written.group(2), 1L);
    if (bytes < min || bytes > max) {
      return refusal.because(Shown.quoted(text) + " is out of range", expected());
    }
    return bytes;
  }

  private @Nullable String meant(String text) {
    Matcher loose = LOOSE.matcher(text);
    if (!loose.matches()) {
      return null;
    }
    if (loose.group(2) != null) {
      return loose.group(1) + loose.group(2).toUpperCase(Locale.ROOT) + "iB";
    }
    long bytes = Long.parseLong(loose.group(1));
    return bytes >= min && bytes <= max ? write(bytes) : loose.group(1) + "KiB";
  }

  @Override
  public String write(Long bytes) {
    for (String unit : List.of("GiB", "MiB", "KiB")) {
      long one = BYTES.getOrDefault(unit, 1L);
      if (bytes >= one && bytes % one == 0) {
        return bytes / one + unit;
      }
    }
    return bytes + "B";
  }

  @Override
  public Look look() {
    return new Look.Matching(WRITTEN.pattern());
  }
}
