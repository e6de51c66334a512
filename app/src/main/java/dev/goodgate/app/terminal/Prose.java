package dev.goodgate.app.terminal;

/** Text broken into lines that fit. */
public final class Prose {
  private static final int USUAL_COLUMNS = 80;
  private static final int WIDEST = 96;

  private final int columns;

  /** For a terminal of so many columns; 0 is no terminal. */
  public Prose(int columns) {
    this.columns = columns == 0 ? USUAL_COLUMNS : Math.min(columns, WIDEST);
  }

  /** Breaks at spaces; every line begins with {@code indent}. A longer word keeps its own line. */
  public String wrap(String indent, String text) {
    var wrapped = new StringBuilder();
    var line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      boolean empty = line.length() == indent.length();
      if (!empty && line.length() + 1 + word.length() > columns) {
        wrapped.append(line).append('\n');
        line.setLength(0);
        line.append(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
    }
    return wrapped.append(line).toString();
  }
}
