package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Place;
import java.util.List;
import java.util.Locale;

/** The text that is read, by lines, able to show any spot of itself with a caret. */
final class SourceText {
  private static final int WIDEST = 100;
  private static final int BEFORE_CARET = 70;

  private final String file;
  private final List<String> lines;

  SourceText(String file, String text) {
    this.file = file;
    this.lines = List.of(text.split("\r\n|\r|\n", -1));
  }

  Folder folder() {
    return Folder.of(file);
  }

  Place place(Spot spot) {
    return new Place(file, spot.line(), spot.column());
  }

  /** Two lines, each ended: the source line, cut where it is long, and the caret below it. */
  String snippet(Spot spot) {
    int[] points = line(spot.line()).codePoints().toArray();
    int caret = Math.min(spot.column() - 1, points.length);
    int from = caret <= BEFORE_CARET ? 0 : caret - BEFORE_CARET;
    int until = Math.min(points.length, from + WIDEST);
    mask(points, Math.max(0, from - WIDEST), Math.min(points.length, until + WIDEST));
    int caretEnd = Math.min(Math.max(caret + 1, caret + spot.width()), Math.max(until, caret + 1));
    String before = (from > 0 ? "..." : "") + shown(points, from, caret);
    String marked = shown(points, caret, Math.min(caretEnd, points.length));
    String after = shown(points, Math.min(caretEnd, points.length), until);
    String gutter = String.format(Locale.ROOT, "%5d | ", spot.line());
    return gutter
        + before
        + marked
        + after
        + (until < points.length ? "..." : "")
        + '\n'
        + "      | "
        + " ".repeat(before.length())
        + "^".repeat(Math.max(1, marked.length()))
        + '\n';
  }

  /** Where a position, counted in code points from 0, is found. */
  Spot spotOf(int position) {
    int left = position;
    for (int i = 0; i < lines.size(); i++) {
      int length = codePoints(lines.get(i));
      if (left <= length) {
        return new Spot(i + 1, left + 1, 1);
      }
      left -= length + 1;
    }
    return new Spot(lines.size(), 1, 1);
  }

  String line(int number) {
    return number <= lines.size() ? lines.get(number - 1) : "";
  }

  /** Looks at little more than is shown, as the line may be as long as the file. */
  private static void mask(int[] points, int from, int until) {
    int[] masked = Secrets.masked(new String(points, from, until - from)).codePoints().toArray();
    System.arraycopy(masked, 0, points, from, masked.length);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String shown(int[] points, int from, int until) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < until; i++) {
      text.append(Shown.one(points[i]));
    }
    return text.toString();
  }
}
