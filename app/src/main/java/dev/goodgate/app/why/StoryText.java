package dev.goodgate.app.why;

import static dev.goodgate.app.why.Reading.share;
import static dev.goodgate.app.why.Reading.span;
import static dev.goodgate.app.why.Reading.text;

import dev.goodgate.app.terminal.Prose;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.vocabulary.diagnosis.Domain;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Tells one exchange to a person: the answer first, then how it came to that, then what to do. */
final class StoryText {
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final PrintWriter out;
  private final Prose prose;

  StoryText(Terminal terminal) {
    this.terminal = terminal;
    this.out = terminal.out();
    this.prose = new Prose(terminal.columns());
  }

  void tell(JsonNode tree) {
    request(tree);
    JsonNode verdict = tree.path("verdict");
    verdict(verdict);
    heading("What happened");
    new AttemptsText(terminal, prose).tell(tree);
    evidence(verdict.path("evidence"));
    remedies(verdict.path("remedies"));
    next(verdict.path("next"));
  }

  private void request(JsonNode tree) {
    JsonNode request = tree.path("request");
    String asked =
        text(request, "method")
            + " "
            + text(request, "scheme")
            + "://"
            + text(request, "host")
            + text(request, "target");
    out.println(terminal.bold(prose.wrap("", asked)));
    String when = text(tree, "began").replace('T', ' ').replaceFirst("Z$", " UTC");
    out.println(
        terminal.faint(
            prose.wrap(
                "",
                when
                    + ", from "
                    + text(request, "client")
                    + ", took "
                    + span(tree, "tookMillis")
                    + ", id "
                    + text(tree, "id"))));
  }

  private void verdict(JsonNode verdict) {
    heading(
        switch (text(verdict, "verdict")) {
          case "settled" -> "Whose fault: " + domain(verdict);
          case "contested" -> "Whose fault: most likely " + domain(verdict);
          case "healthy" -> "Nobody's fault";
          default -> "Whose fault: not known yet";
        });
    paragraph(text(verdict, "summary"));
    String cause = text(verdict, "cause");
    if (!cause.isEmpty()) {
      out.println();
      suspect(cause, share(verdict), text(verdict, "title"));
      for (JsonNode rival : verdict.path("rivals")) {
        suspect(text(rival, "cause"), share(rival), text(rival, "title"));
      }
    }
    for (JsonNode seen : verdict.path("seen")) {
      suspect(text(seen, "cause"), "seen", text(seen, "title"));
    }
  }

  private void suspect(String cause, String share, String title) {
    out.println(
        INDENT
            + String.format("%5s  ", share)
            + terminal.accented(cause)
            + (title.isEmpty() ? "" : "  " + terminal.faint(title)));
  }

  private void evidence(JsonNode evidence) {
    heading("Evidence");
    for (JsonNode piece : evidence) {
      out.println(
          prose.wrap(INDENT, text(piece, "id") + "  " + text(piece, "says") + source(piece)));
      for (JsonNode weight : piece.path("weighs")) {
        String sign = weight.path("for").asBoolean(false) ? "+ " : "- ";
        out.println(
            terminal.faint(
                prose.wrap(
                    INDENT.repeat(3), sign + text(weight, "cause") + ": " + text(weight, "says"))));
      }
    }
  }

  private static String source(JsonNode piece) {
    JsonNode source = piece.path("source");
    return text(source, "kind").equals("file")
        ? " (" + text(source, "name") + ":" + source.path("line").asInt(0) + ")"
        : "";
  }

  private void remedies(JsonNode remedies) {
    if (remedies.isEmpty()) {
      return;
    }
    heading("What would help, easy first");
    for (JsonNode remedy : remedies) {
      JsonNode where = remedy.path("where");
      String place =
          where.isObject() ? ", " + text(where, "file") + ":" + where.path("line").asInt(0) : "";
      out.println(
          INDENT + terminal.accented(text(remedy, "effort")) + ", " + text(remedy, "who") + place);
      out.println(prose.wrap(INDENT.repeat(2), text(remedy, "action")));
      Reading.lines(remedy, "change").forEach(line -> out.println(INDENT.repeat(3) + line));
      out.println(
          terminal.faint(
              prose.wrap(INDENT.repeat(2), "It worked when: " + text(remedy, "verify"))));
    }
  }

  private void next(JsonNode next) {
    if (next.isEmpty()) {
      return;
    }
    heading("What to ask next");
    for (JsonNode question : next) {
      paragraph(text(question, "ask"));
      String splits =
          StreamSupport.stream(question.path("splits").spliterator(), false)
              .map(cause -> Terminal.printable(cause.asString("")))
              .collect(Collectors.joining(", "));
      if (!splits.isEmpty()) {
        out.println(terminal.faint(prose.wrap(INDENT.repeat(2), "tells apart " + splits)));
      }
    }
  }

  private static String domain(JsonNode verdict) {
    return Domain.of(verdict.path("domain").asString(""))
        .map(domain ->
            switch (domain) {
              case CLIENT -> "the client";
              case GATEWAY -> "the gateway";
              case GATEWAY_CONFIG -> "the gateway's configuration";
              case NETWORK_PATH -> "the network";
              case DNS -> "the names (DNS)";
              case TLS -> "TLS and certificates";
              case UPSTREAM -> "the upstream";
              case UPSTREAM_RESOURCE -> "what the upstream runs on";
              case CDN_EDGE -> "the CDN";
            })
        .orElse("not known");
  }

  private void heading(String text) {
    out.println();
    out.println(terminal.bold(text));
  }

  private void paragraph(String text) {
    out.println(prose.wrap(INDENT, text));
  }
}
