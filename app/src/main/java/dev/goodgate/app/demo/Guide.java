package dev.goodgate.app.demo;

import dev.goodgate.app.demo.Cast.Role;
import dev.goodgate.app.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Tells a newcomer what runs where, what to open, what to break, and what to see. */
final class Guide {
  /** Where everything is; {@code command} is how this program was called. */
  record Places(String command, String gateway, String console, String control, String accessLog) {}

  private static final int URL_COLUMN = 36;
  private static final int WORDS_COLUMN = 56;

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
    lines.add(terminal.bold("A gateway, three endpoints to break and a console, in one process."));
    lines.add("");
    lines.add("  you -> gateway -> shop      " + shop(cast));
    lines.add("                 -> checkout  " + cast.address(Role.CHECKOUT) + ", misbehaves");
    heading("Open", lines);
    place(places.gateway() + "/", "the shop: two endpoints take turns", lines);
    place(places.gateway() + "/checkout/", mood(cast), lines);
    place(places.console() + "/", "the console: what failed, and why", lines);
    heading(keys ? "Break: copy a command, or type its key and Enter" : "Break", lines);
    deed("1", post("/break/shop-a"), "shop-b takes over", lines);
    deed("2", post("/break/shop-b"), "then nobody is left", lines);
    deed("3", post("/break/checkout"), "its next trick", lines);
    deed("m", post("/mend"), "all well again", lines);
    heading("See", lines);
    deed("g", "curl -i " + places.gateway() + "/", "who answered", lines);
    deed("c", "curl -i " + places.gateway() + "/checkout/", "Proxy-Status: the cause", lines);
    deed("w", why(), "whose fault it was", lines);
    deed("", places.command() + " lab", "for /break/shop-a/FAULT", lines);
    deed("", places.command() + " demo --plan", "the plan it runs", lines);
    deed("", "tail -f " + places.accessLog(), "", lines);
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
    return "checkout: " + Cast.description(cast.playing(Role.CHECKOUT));
  }

  private String post(String path) {
    return "curl -X POST " + places.control() + path;
  }

  private void heading(String words, List<String> lines) {
    lines.add("");
    lines.add(terminal.bold(words));
  }

  private void place(String url, String words, List<String> lines) {
    lines.add("  " + terminal.accented(url) + gap(URL_COLUMN - 2 - url.length()) + words);
  }

  /** A key, what to copy, and what it is for. */
  private void deed(String key, String command, String words, List<String> lines) {
    String lead = keys ? String.format("  %-3s", key) : "  ";
    String rest =
        words.isEmpty() ? "" : gap(WORDS_COLUMN - lead.length() - command.length()) + words;
    lines.add(terminal.bold(lead) + command + terminal.faint(rest));
  }

  private static String gap(int columns) {
    return " ".repeat(Math.max(2, columns));
  }
}
