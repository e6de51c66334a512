package dev.goodgate.trials.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a scenario file, as lines in blocks. */
final class ScenarioText {
  private static final int INDENT = 2;

  private ScenarioText() {}

  /** A line as it stands in the file, counted from 1. */
  record Line(int number, String raw) {
    String text() {
      return raw.strip();
    }

    int column() {
      return raw.length() - raw.stripLeading().length() + 1;
    }

    /** The first word. */
    String word() {
      int space = text().indexOf(' ');
      return space < 0 ? text() : text().substring(0, space);
    }

    /** All after the first word. */
    String rest() {
      return text().substring(word().length()).strip();
    }

    int restColumn() {
      return rest().isEmpty() ? column() : raw.indexOf(rest(), column() + word().length() - 1) + 1;
    }

    boolean blank() {
      return raw.isBlank();
    }
  }

  /** A line that begins in column 1, and the indented ones below it. */
  record Block(Line head, List<Line> lines) {
    String word() {
      return head.word();
    }

    String rest() {
      return head.rest();
    }

    /** The lines that say something. */
    List<Line> written() {
      return lines.stream().filter(line -> !line.blank()).toList();
    }

    String dedented() {
      return lines.stream()
          .map(line -> line.blank() ? "" : line.raw().substring(INDENT))
          .collect(Collectors.joining("\n", "", "\n"));
    }
  }

  /** Lines whose first character is {@code #} are comments. */
  static List<Block> blocks(String text, ScenarioReader.Complaints complaints) {
    List<Block> blocks = new ArrayList<>();
    int number = 0;
    for (String raw : text.split("\r?\n", -1)) {
      Line line = new Line(++number, raw);
      if (raw.startsWith("#") || (line.blank() && blocks.isEmpty())) {
        continue;
      }
      if (raw.contains("\t")) {
        complaints.complain(line, raw.indexOf('\t') + 1, "a tab: indent with spaces");
      } else if (!line.blank() && !raw.startsWith(" ")) {
        blocks.add(new Block(line, new ArrayList<>()));
      } else if (blocks.isEmpty() || (!line.blank() && line.column() <= INDENT)) {
        complaints.complain(line, 1, "indent by " + INDENT + " spaces, under a block");
      } else {
        blocks.getLast().lines().add(line);
      }
    }
    return blocks;
  }
}
