package dev.goodgate.app.lab;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.menu.Menu;
import java.util.List;
import java.util.stream.Collectors;

/** The faults of one menu, in groups. */
final class MenuList {
  private final Terminal terminal;

  MenuList(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Menu<?> menu) {
    List<Menu.Entry> entries = menu.entries();
    int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
    String group = "";
    for (Menu.Entry entry : entries) {
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
  }

  private static String parameters(Menu.Entry entry) {
    return entry.parameters().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
