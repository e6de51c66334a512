package dev.goodgate.dialects.goodgate;

import dev.goodgate.dialects.goodgate.Complaint.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong while a plan is read. Holds a hundred at most and says when it is full.
 */
final class Complaints {
  static final int MOST = 100;

  private final SourceText source;
  private final List<Complaint> list = new ArrayList<>();
  private boolean refusing;
  private int untold;

  Complaints(SourceText source) {
    this.source = source;
  }

  void error(Spot spot, String message, String expected) {
    error(spot, message, expected, null);
  }

  void error(Spot spot, String message, String expected, @Nullable String nearest) {
    refusing = true;
    add(Severity.ERROR, spot, message, expected, nearest);
  }

  void warning(Spot spot, String message, String expected) {
    add(Severity.WARNING, spot, message, expected, null);
  }

  /** Nothing added from here on will be listed, so it need not be worded with care. */
  boolean isFull() {
    return list.size() == MOST;
  }

  boolean anyError() {
    return refusing;
  }

  /** In the order of the file; those found at one place stay in the order they were found. */
  List<Complaint> inOrder() {
    List<Complaint> all = new ArrayList<>(list);
    all.sort(
        Comparator.comparingInt((Complaint c) -> c.place().line())
            .thenComparingInt(c -> c.place().column()));
    if (untold > 0) {
      Complaint last = all.getLast();
      all.add(
          new Complaint(
              refusing ? Severity.ERROR : Severity.WARNING,
              last.place(),
              untold + " further complaints are not listed",
              "the ones above to be mended first",
              null,
              last.snippet()));
    }
    return all;
  }

  private void add(
      Severity severity, Spot spot, String message, String expected, @Nullable String nearest) {
    if (isFull()) {
      untold++;
      return;
    }
    String fit = nearest != null && Shown.isFit(nearest) ? nearest : null;
    list.add(
        new Complaint(severity, source.place(spot), message, expected, fit, source.snippet(spot)));
  }
}
