package dev.goodgate.app.why;

import static dev.goodgate.app.why.Reading.share;
import static dev.goodgate.app.why.Reading.span;
import static dev.goodgate.app.why.Reading.text;

import dev.goodgate.app.terminal.Prose;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.vocabulary.diagnosis.Domain;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          case "contested" -> "Whose fault: " + rivalDomains(verdict);
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
    String lead = INDENT + String.format("%5s  ", share);
    out.println(lead + terminal.accented(cause));
    if (!title.isEmpty()) {
      out.println(terminal.faint(prose.wrap(" ".repeat(lead.length()), title)));
    }
  }

  /**
   * Each finding once, under the last piece it cites: that is the one it would not stand without.
   */
  private void evidence(JsonNode evidence) {
    Set<String> told = new HashSet<>();
    List<List<String>> weights = new ArrayList<>();
    for (int i = evidence.size() - 1; i >= 0; i--) {
      weights.addFirst(
          StreamSupport.stream(evidence.path(i).path("weighs").spliterator(), false)
              .map(StoryText::weight)
              .filter(told::add)
              .toList());
    }
    heading("Evidence");
    for (int i = 0; i < evidence.size(); i++) {
      if (!weights.get(i).isEmpty()) {
        JsonNode piece = evidence.path(i);
        hanging(INDENT, text(piece, "id") + "  " + text(piece, "says") + source(piece));
        weights.get(i).forEach(weight -> hanging(INDENT.repeat(3), weight));
      }
    }
  }

  private static String weight(JsonNode weight) {
    return (weight.path("for").asBoolean(false) ? "+ " : "- ")
        + text(weight, "cause")
        + ": "
        + text(weight, "says");
  }

  /** Lines after the first begin four columns further in. */
  private void hanging(String indent, String words) {
    String wrapped = prose.wrap(indent + "    ", words);
    out.println(indent + wrapped.stripLeading());
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

  /** Where rivals are level, everybody they point at is named. */
  private static String rivalDomains(JsonNode verdict) {
    double best = verdict.path("confidence").asDouble(0);
    String level =
        Stream.concat(
                Stream.of(verdict),
                StreamSupport.stream(verdict.path("rivals").spliterator(), false)
                    .filter(rival -> !Whose.leads(best, rival.path("confidence").asDouble(0))))
            .map(StoryText::domain)
            .distinct()
            .collect(Collectors.joining(" or "));
    return level.contains(" or ") ? "not decided yet; " + level : "most likely " + level;
  }

  private static String domain(JsonNode verdict) {
    return Domain.of(verdict.path("domain").asString("")).map(Whose::fault).orElse("not known");
  }

  private void heading(String text) {
    out.println();
    out.println(terminal.bold(prose.wrap("", text)));
  }

  private void paragraph(String text) {
    out.println(prose.wrap(INDENT, text));
  }
}
