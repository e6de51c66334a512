package dev.goodgate.trials.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A table in a document that is law: people read it, tests obey it. */
final class MarkdownTable {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private MarkdownTable() {}

  /** The rows of the first table under a heading, without the table's own head. */
  static List<List<String>> under(String heading, String markdown) {
    List<List<String>> rows = new ArrayList<>();
    boolean here = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("#")) {
        here = line.replaceFirst("^#+ *", "").strip().equals(heading);
      } else if (here && line.startsWith("|")) {
        rows.add(cells(line));
      } else if (here && !rows.isEmpty()) {
        break;
      }
    }
    if (rows.size() < 2) {
      throw new IllegalArgumentException("no table under the heading '" + heading + "'");
    }
    return List.copyOf(rows.subList(2, rows.size()));
  }

  /** What a cell says in code type: {@code `a`, `b`} says a, b. */
  static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(each -> each.group(1)).toList();
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
    return Arrays.stream(inner.split("\\|")).map(String::strip).toList();
  }
}
