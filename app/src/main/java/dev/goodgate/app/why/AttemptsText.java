package dev.goodgate.app.why;

import static dev.goodgate.app.why.Reading.bytes;
import static dev.goodgate.app.why.Reading.span;
import static dev.goodgate.app.why.Reading.text;

import dev.goodgate.app.terminal.Prose;
import dev.goodgate.app.terminal.Terminal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells the attempts of an exchange as a short timeline, and what the client was sent. */
final class AttemptsText {
  private static final String MARGIN = "     ";
  private static final int NAME_COLUMN = 13;

  private final Terminal terminal;
  private final Prose prose;

  AttemptsText(Terminal terminal, Prose prose) {
    this.terminal = terminal;
    this.prose = prose;
  }

  void tell(JsonNode tree) {
    if (tree.path("attempts").isEmpty()) {
      String upstream = text(tree, "upstream");
      line(
          "",
          upstream.isEmpty()
              ? "no upstream was tried"
              : "no endpoint of " + upstream + " was tried");
      line("ended", plain(tree.path("ending")));
    }
    for (JsonNode attempt : tree.path("attempts")) {
      attempt(attempt, text(tree, "upstream"));
    }
    terminal.out().println("  " + terminal.bold("client"));
    line("was sent", reply(tree));
  }

  private void attempt(JsonNode attempt, String upstream) {
    terminal
        .out()
        .println(
            "  "
                + terminal.bold(attempt.path("number").asInt(0) + "  " + text(attempt, "endpoint"))
                + terminal.faint(
                    (upstream.isEmpty() ? "" : " of " + upstream)
                        + ", after "
                        + span(attempt, "beganMillis")));
    JsonNode timing = attempt.path("timing");
    connection(attempt.path("connection"), timing);
    if (attempt.path("sentBytes").asLong(0) > 0) {
      line("request", bytes(attempt, "sentBytes") + " sent");
    }
    if (timing.path("firstByteMillis").isNumber()) {
      line("first byte", "after " + span(timing, "firstByteMillis"));
    }
    if (attempt.path("receivedBytes").asLong(0) > 0) {
      line("answer", bytes(attempt, "receivedBytes") + " came");
    }
    if (!text(attempt, "aside").isEmpty()) {
      line("said aside", text(attempt, "aside"));
    }
    line("ended", plain(attempt.path("ending")) + ", after " + span(timing, "totalMillis"));
  }

  private void connection(JsonNode connection, JsonNode timing) {
    if (!connection.isObject()) {
      line("connection", "none was had");
    } else if (connection.path("reused").asBoolean(false)) {
      line(
          "connection",
          "reused, "
              + connection.path("earlier").asInt(0)
              + " exchanges before this one, "
              + span(connection, "ageMillis")
              + " old, idle for "
              + span(connection, "idleMillis"));
    } else {
      line(
          "connection",
          "fresh"
              + (timing.path("connectMillis").isNumber()
                  ? ", made in " + span(timing, "connectMillis")
                  : "")
              + (timing.path("tlsMillis").isNumber()
                  ? ", secured in " + span(timing, "tlsMillis")
                  : ""));
    }
  }

  private static String plain(JsonNode ending) {
    return switch (text(ending, "kind")) {
      case "answered" -> "answered, status " + ending.path("status").asInt(0);
      case "abandoned" -> "the client left while it was at " + text(ending, "phase");
      case "failed" -> {
        String exact = text(ending.path("detail"), "says");
        yield seen(text(ending, "symptom"), who(text(ending, "actor")))
            + " at "
            + text(ending, "phase")
            + (exact.isEmpty() ? "" : ": " + exact);
      }
      default -> "not known";
    };
  }

  private static String seen(String symptom, String actor) {
    return switch (symptom) {
      case "timed out" -> "timed out waiting for " + actor;
      case "malformed" -> "malformed bytes from " + actor;
      default -> symptom + " by " + actor;
    };
  }

  private static String who(String actor) {
    return List.of("client", "gateway", "endpoint", "network").contains(actor)
        ? "the " + actor
        : "somebody unknown";
  }

  private static String reply(JsonNode tree) {
    JsonNode reply = tree.path("reply");
    if (!reply.isObject()) {
      boolean left = text(tree.path("ending"), "kind").equals("abandoned");
      return left ? "nothing: it had left" : "no reply";
    }
    String maker = text(reply, "maker").equals("gateway") ? "made by the gateway" : "passed on";
    return reply.path("status").asInt(0)
        + ", "
        + maker
        + ", "
        + bytes(reply, "bodyBytes")
        + " of body"
        + (reply.path("whole").asBoolean(true) ? "" : ", then cut off so that it can see the loss");
  }

  private void line(String name, String words) {
    String hanging = prose.wrap(MARGIN + " ".repeat(NAME_COLUMN), words);
    terminal
        .out()
        .println(
            MARGIN
                + terminal.faint(String.format("%-" + NAME_COLUMN + "s", name))
                + hanging.stripLeading());
  }
}
