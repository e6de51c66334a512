package dev.goodgate.app.why;

import dev.goodgate.app.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Tells what failed lately, a line or two each. */
final class RecentText {
  private static final int USUAL_COLUMNS = 80;

  private final Terminal terminal;
  private final String why;

  /** {@code why} is the command that explains one, up to the id. */
  RecentText(Terminal terminal, String why) {
    this.terminal = terminal;
    this.why = why;
  }

  void tell(JsonNode tree) {
    JsonNode exchanges = tree.path("exchanges");
    if (exchanges.isEmpty()) {
      terminal.out().println("Nothing has failed since that gateway was started.");
      return;
    }
    terminal.out().println(terminal.bold("What failed lately, newest first"));
    for (JsonNode exchange : exchanges) {
      line(exchange);
    }
    terminal.err().println();
    terminal
        .err()
        .println("The story of one: " + why + " " + Reading.text(exchanges.path(0), "id"));
  }

  private void line(JsonNode exchange) {
    String time = Reading.text(exchange, "began").replaceFirst("^.*T([0-9:]{8}).*$", "$1");
    JsonNode reply = exchange.path("reply");
    String status = reply.isObject() ? reply.path("status").asString("") : "-";
    String asked =
        Reading.text(exchange, "method")
            + " "
            + Reading.text(exchange, "host")
            + Reading.text(exchange, "target");
    String cause = Reading.text(exchange, "cause");
    terminal
        .out()
        .println(
            "  "
                + terminal.faint(time)
                + "  "
                + status
                + "  "
                + terminal.accented(Reading.text(exchange, "id"))
                + (cause.isEmpty() ? "" : "  " + cause));
    terminal.out().println("            " + terminal.faint(cut(asked)));
  }

  private String cut(String text) {
    int room = (terminal.columns() == 0 ? USUAL_COLUMNS : terminal.columns()) - 12;
    return text.length() <= room ? text : text.substring(0, room - 1) + "…";
  }
}
