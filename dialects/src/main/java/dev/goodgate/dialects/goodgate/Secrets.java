package dev.goodgate.dialects.goodgate;

import java.util.Arrays;

/**
 * Puts stars over passwords, one for each character: what is shown of a plan ends on terminals and
 * in the logs of builds. Takes for one what stands before an {@code @} in an address, and what
 * follows {@code password=}.
 */
final class Secrets {
  private static final int LONGEST = 200;
  private static final int[] ASSIGNED = "password=".codePoints().toArray();

  private Secrets() {}

  static String masked(String text) {
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == '@') {
        maskBefore(points, i);
      } else if (points[i] == '=' && endsWithAssigned(points, i)) {
        maskAfter(points, i + 1);
      }
    }
    return new String(points, 0, points.length);
  }

  private static void maskBefore(int[] points, int end) {
    int start = end;
    boolean colon = false;
    while (start > 0 && end - start < LONGEST && !isEdge(points[start - 1])) {
      start--;
      colon |= points[start] == ':';
    }
    boolean afterScheme = start >= 2 && points[start - 1] == '/' && points[start - 2] == '/';
    if (colon || afterScheme) {
      Arrays.fill(points, start, end, '*');
    }
  }

  private static void maskAfter(int[] points, int start) {
    int end = start;
    while (end < points.length && points[end] != '&' && !isEdge(points[end])) {
      end++;
    }
    Arrays.fill(points, start, end, '*');
  }

  private static boolean endsWithAssigned(int[] points, int last) {
    int from = last + 1 - ASSIGNED.length;
    return from >= 0 && Arrays.equals(points, from, last + 1, ASSIGNED, 0, ASSIGNED.length);
  }

  private static boolean isEdge(int point) {
    return point == '/' || point == ',' || point == '"' || point == '\'' || point <= ' ';
  }
}
