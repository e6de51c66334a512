package dev.goodgate.trials.house;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How large a file, a method or the whole may become. */
final class Sizes {
  static final int MAIN_CAP = 400;
  static final int TEST_CAP = 600;
  static final int METHOD_CAP = 60;
  static final int PARAMETERS = 5;
  private static final int MEDIAN = 100;
  private static final int NEARLY_ALL = 300;

  private Sizes() {}

  static List<String> complaints(Outline outline) {
    List<String> wrong = new ArrayList<>();
    SourceFile file = outline.file();
    int cap = file.isMain() ? MAIN_CAP : TEST_CAP;
    if (file.lines().size() > cap) {
      wrong.add("%s has %d lines of %d".formatted(file.path(), file.lines().size(), cap));
    }
    for (Outline.Method each : outline.methods()) {
      String place = file.path() + ":" + each.line() + " " + each.name();
      if (each.lines() > METHOD_CAP) {
        wrong.add("%s has %d lines of %d".formatted(place, each.lines(), METHOD_CAP));
      }
      if (each.parameters() > PARAMETERS) {
        wrong.add("%s has %d parameters of %d".formatted(place, each.parameters(), PARAMETERS));
      }
    }
    return wrong;
  }

  /** Complains when files grow on the whole, though none is over its cap. */
  static List<String> complaints(List<Integer> lengths) {
    if (lengths.isEmpty()) {
      return List.of();
    }
    List<Integer> sorted = new ArrayList<>(lengths);
    Collections.sort(sorted);
    List<String> wrong = new ArrayList<>();
    int median = sorted.get(sorted.size() / 2);
    if (median >= MEDIAN) {
      wrong.add("half of all files have " + median + " lines or more");
    }
    long small = sorted.stream().filter(each -> each < NEARLY_ALL).count();
    if (small * 100 < sorted.size() * 95L) {
      wrong.add("only " + small + " of " + sorted.size() + " files are under " + NEARLY_ALL);
    }
    return wrong;
  }
}
