package dev.goodgate.lab.menu;

import java.util.Comparator;
import java.util.List;

/** Finds what somebody meant to write. */
final class Nearest {
  private static final int TOO_FAR = 5;

  private Nearest() {}

  /** A clause to add to a complaint; empty where nothing known is near. */
  static String hint(String written, List<String> known) {
    return known.stream()
        .filter(name ->
            (name.contains(written) && written.length() > 2) || distance(written, name) < TOO_FAR)
        .min(Comparator.comparingInt(name -> distance(written, name)))
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("");
  }

  /** Levenshtein's distance, row by row. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int above = row[j];
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[right.length()];
  }
}
