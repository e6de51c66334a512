package dev.goodgate.dialects.goodgate;

import java.util.regex.Pattern;

/**
 * Lets a lone dash stand as a value without quotes, as in {@code path: -}, where it is standard
 * output. YAML takes it for the mark of a list item and refuses it there, so nothing that YAML
 * understands changes its meaning. While YAML reads, another single character stands in its place,
 * so that every column stays what it was.
 */
final class LoneDash {
  private static final char STAND_IN = '\uE0DA';
  private static final Pattern LONE =
      Pattern.compile("(?m)(?<=:[ \\t]{1,40})-(?=[ \\t]*([,}]|$|\\r| #))");

  private final boolean hides;

  /** A text that holds the stand-in itself is left alone: its dashes need their quotes. */
  LoneDash(String text) {
    this.hides = text.indexOf(STAND_IN) < 0;
  }

  String hide(String text) {
    return hides ? LONE.matcher(text).replaceAll(String.valueOf(STAND_IN)) : text;
  }

  /** Undoes it, also where the dash was part of a quoted text. */
  String show(String value) {
    return hides ? value.replace(STAND_IN, '-') : value;
  }
}
