package dev.goodgate.dialects.goodgate;

/**
 * Makes text from a file fit for a terminal: nothing in it can move the cursor or turn the line.
 */
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  /** In back quotes, cut where it is long. */
  static String quoted(String text) {
    return "`" + cut(text) + "`";
  }

  static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return all(text);
    }
    return all(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "...";
  }

  static String all(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> shown.append(one(point)));
    return shown.toString();
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
