package dev.goodgate.app.demo;

import dev.goodgate.app.demo.Cast.Role;
import dev.goodgate.app.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Tells a newcomer what runs where, what to open, what to break, and what to see. */
final class Guide {
  /** Where everything is; {@code command} is how this program was called. */
  record Places(String command, String gateway, String console, String control, String accessLog) {}

  private static final int COMMAND_COLUMN = 56;

  private final Terminal terminal;
  private final Places places;
  private final boolean keys;

  /** {@code keys} tells whether somebody may type them. */
  Guide(Terminal terminal, Places places, boolean keys) {
    this.terminal = terminal;
    this.places = places;
    this.keys = keys;
  }

  String text(Cast cast) {
    List<String> lines = new ArrayList<>();
    lines.add(terminal.bold("A gateway, three endpoints and a console, all in this process."));
    lines.add("");
    lines.add("  you -> gateway -> shop      " + shop(cast));
    lines.add("                 -> checkout  " + cast.address(Role.CHECKOUT) + ", misbehaves");
    heading("Open", lines);
    row("", places.gateway() + "/", "two endpoints take turns", lines);
    row("", places.gateway() + "/checkout/", "it " + mood(cast), lines);
    row("", places.console() + "/", "what failed, and why", lines);
    heading(keys ? "Break (copy a command, or type its key and Enter)" : "Break", lines);
    row("1", post("/break/shop-a"), "nobody notices", lines);
    row("2", post("/break/shop-b"), "nobody is left", lines);
    row("3", post("/break/checkout"), "its next trick", lines);
    row("m", post("/mend"), "all well again", lines);
    heading("See", lines);
    row("g", "curl -i " + places.gateway() + "/", "who answers", lines);
    row("c", "curl -i " + places.gateway() + "/checkout/", "Proxy-Status", lines);
    row("w", places.command() + " why" + admin(), "whose fault", lines);
    row("", "tail -f " + places.accessLog(), "", lines);
    row("", places.command() + " demo --plan", "the plan it runs", lines);
    lines.add("");
    lines.add(keys ? "q or Ctrl-C ends it, ? shows this again." : "SIGTERM or Ctrl-C ends it.");
    lines.add("");
    return String.join(System.lineSeparator(), lines);
  }

  /** The command that explains one failure, up to its id. */
  String why() {
    return places.command() + " why" + admin();
  }

  private String admin() {
    return places.console().equals("http://" + DemoPlan.ADMIN)
        ? ""
        : " --admin " + places.console();
  }

  private static String shop(Cast cast) {
    return "shop-a " + cast.address(Role.SHOP_A) + ", shop-b " + cast.address(Role.SHOP_B);
  }

  private static String mood(Cast cast) {
    return Cast.description(cast.playing(Role.CHECKOUT));
  }

  private String post(String path) {
    return "curl -X POST " + places.control() + path;
  }

  private void heading(String words, List<String> lines) {
    lines.add("");
    lines.add(terminal.bold(words));
  }

  /** A key, what to copy, and what it is for. */
  private void row(String key, String command, String words, List<String> lines) {
    String lead = keys ? String.format("  %-3s", key) : "  ";
    String gap = " ".repeat(Math.max(2, COMMAND_COLUMN - lead.length() - command.length()));
    String line = keys && !key.isEmpty() ? terminal.accented(lead) : lead;
    lines.add(words.isEmpty() ? line + command : line + command + gap + terminal.faint(words));
  }
}
