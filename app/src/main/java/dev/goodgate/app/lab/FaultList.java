package dev.goodgate.app.lab;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.fault.FaultCatalog;
import dev.goodgate.lab.fault.FaultCatalog.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** All faults, in groups, for people or for programs. */
final class FaultList {
  private final Terminal terminal;

  FaultList(Terminal terminal) {
    this.terminal = terminal;
  }

  void print() {
    List<Entry> entries = FaultCatalog.entries();
    int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
    String group = "";
    for (Entry entry : entries) {
      if (!entry.group().equals(group)) {
        terminal.out().println((group.isEmpty() ? "" : "\n") + terminal.bold(entry.group()));
        group = entry.group();
      }
      String gap = " ".repeat(width - entry.name().length() + 2);
      terminal.out().println("  " + terminal.accented(entry.name()) + gap + entry.description());
      if (!entry.parameters().isEmpty()) {
        terminal.out().println(" ".repeat(width + 4) + terminal.faint(parameters(entry)));
      }
    }
    terminal
        .out()
        .println(
            "\nWhatever is acted on a request also takes: "
                + String.join(", ", FaultCatalog.everywhere().keySet().stream().sorted().toList()));
    terminal.out().println("\nRun one with: goodgate lab FAULT, or FAULT:parameter=value,...");
  }

  void printJson() {
    List<Map<String, Object>> faults =
        FaultCatalog.entries().stream().map(FaultList::fields).toList();
    terminal.out().println(JsonMapper.shared().writeValueAsString(Map.of("faults", faults)));
  }

  private static String parameters(Entry entry) {
    return entry.parameters().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> fields(Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", entry.name());
    fields.put("group", entry.group());
    fields.put("description", entry.description());
    fields.put("parameters", entry.parameters());
    return fields;
  }
}
