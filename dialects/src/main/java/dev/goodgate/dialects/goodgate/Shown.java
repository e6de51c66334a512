package dev.goodgate.dialects.goodgate;

/**
 * Makes text from a file fit for a terminal: nothing in it can move the cursor or turn the line.
 */
final class Shown {
  private static final int LONGEST = 60;
  private static final int LONGEST_LOOKED_AT = 4_096;

  private Shown() {}

  /** In back quotes, cut where it is long, with stars over passwords. */
  static String quoted(String text) {
    return "`" + cut(Secrets.masked(first(text, LONGEST_LOOKED_AT))) + "`";
  }

  private static String cut(String text) {
    String start = first(text, LONGEST);
    return all(start) + (start.length() < text.length() ? "..." : "");
  }

  private static String first(String text, int points) {
    return text.codePointCount(0, text.length()) <= points
        ? text
        : text.substring(0, text.offsetByCodePoints(0, points));
  }

  static String all(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> shown.append(one(point)));
    return shown.toString();
  }

  /** Whether it can be printed as it is, on a terminal and in a log. */
  static boolean isFit(String text) {
    return isPlain(text) && Secrets.masked(text).equals(text);
  }

  /** Whether no character of it would be obeyed. */
  static boolean isPlain(String text) {
    return text.codePoints().allMatch(point -> isHarmless(Character.getType(point)));
  }

  /** A tab becomes one blank, so that a caret below it stays where it belongs. */
  static String one(int point) {
    if (point == '\t') {
      return " ";
    }
    return isHarmless(Character.getType(point))
        ? Character.toString(point)
        : "\\u{" + Integer.toHexString(point) + "}";
  }

  /** Format characters include those that reverse the direction of writing. */
  private static boolean isHarmless(int type) {
    return switch (type) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
