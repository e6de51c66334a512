package dev.goodgate.app.lab;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.menu.Menu.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** All faults, in groups, for people or for programs. */
final class FaultList {
  private static final int WIDTH = 96;

  private final Terminal terminal;

  FaultList(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Breakable what) {
    List<Entry> entries = what.menu().entries();
    int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
    String group = "";
    for (Entry entry : entries) {
      if (!entry.group().equals(group)) {
        say((group.isEmpty() ? "" : "\n") + terminal.bold(entry.group()));
        group = entry.group();
      }
      String gap = " ".repeat(width - entry.name().length() + 2);
      say("  " + terminal.accented(entry.name()) + gap + entry.description());
      if (!entry.parameters().isEmpty()) {
        for (String line : folded(parameters(entry), WIDTH - width)) {
          say(" ".repeat(width + 4) + terminal.faint(line));
        }
      }
    }
    Set<String> everywhere = new TreeSet<>(what.menu().everywhere().keySet());
    if (!everywhere.isEmpty()) {
      say("\nWhatever is acted on a request also takes: " + String.join(", ", everywhere));
    }
    say(
        "\nRun one with: goodgate lab "
            + what.words()
            + "; FAULT is NAME or NAME:PARAMETER=VALUE,...");
    if (what == Breakable.ENDPOINT) {
      say("More to break: " + others() + "; each lists its own without FAULT.");
    }
  }

  /** Of everything, or of that alone. */
  void printJson(List<Breakable> of) {
    List<Map<String, Object>> faults =
        of.stream()
            .flatMap(what -> what.menu().entries().stream().map(entry -> fields(what, entry)))
            .toList();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("faults", faults);
    all.put("everywhere", everywhere(of));
    say(JsonMapper.shared().writeValueAsString(all));
  }

  private static String others() {
    return Arrays.stream(Breakable.values())
        .filter(what -> what != Breakable.ENDPOINT)
        .map(what -> "--" + what.id() + " (" + what.menu().entries().size() + ")")
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Map<String, String>> everywhere(List<Breakable> of) {
    return of.stream()
        .filter(what -> !what.menu().everywhere().isEmpty())
        .collect(Collectors.toMap(Breakable::id, what -> new TreeMap<>(what.menu().everywhere())));
  }

  private static String parameters(Entry entry) {
    return entry.parameters().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Broken between parameters, or where one alone is too long between its values. */
  private static List<String> folded(String parameters, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String parameter : parameters.split("(?<=, )", -1)) {
      String between = parameter.length() > width ? "(?<=\\|)" : "$";
      for (String piece : parameter.split(between, -1)) {
        if (!line.isEmpty() && line.length() + piece.length() > width) {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
        }
        line.append(piece);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static Map<String, Object> fields(Breakable what, Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", entry.name());
    fields.put("of", what.id());
    fields.put("group", entry.group());
    fields.put("description", entry.description());
    fields.put("parameters", entry.parameters());
    return fields;
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}
