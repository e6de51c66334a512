package dev.goodgate.app.explain;

import dev.goodgate.app.terminal.Prose;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Tells an answer to a person at a terminal. */
final class AnswerText {
  private static final int ID_COLUMN = 34;
  private static final int MOST_FOUND = 15;
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final PrintWriter out;
  private final Prose prose;

  AnswerText(Terminal terminal) {
    this.terminal = terminal;
    this.out = terminal.out();
    this.prose = new Prose(terminal.columns());
  }

  void tell(Answer answer) {
    switch (answer) {
      case Answer.Everything everything -> list(everything.causes());
      case Answer.One one -> cause(one);
      case Answer.Status status -> status(status.note());
      case Answer.Several several -> several(several);
      case Answer.Nothing nothing -> nothing(nothing);
    }
  }

  private void list(List<Cause> causes) {
    String section = "";
    for (Cause cause : causes) {
      if (!cause.section().equals(section)) {
        out.print(section.isEmpty() ? "" : "\n");
        section = cause.section();
        out.println(terminal.bold(section));
      }
      line(cause.id(), cause.title());
    }
    terminal.err().println();
    terminal.err().println(causes.size() + " causes. One of them: goodgate explain CAUSE");
  }

  private void several(Answer.Several several) {
    several.causes().stream().limit(MOST_FOUND).forEach(cause -> line(cause.id(), cause.title()));
    int more = several.causes().size() - MOST_FOUND;
    terminal.err().println();
    terminal.err().println(more > 0 ? more + " more fit less well; add a word." : "Best first.");
  }

  private void cause(Answer.One one) {
    Cause cause = one.cause();
    out.println(terminal.bold(cause.title()));
    out.println(terminal.accented(cause.id().value()));
    out.println();
    if (cause.manifestation()) {
      paragraph("This names what is seen and not why; look for the cause behind it.");
      out.println();
    }
    fact("mended", cause.domain().meaning() + " (" + cause.domain().id() + ")");
    fact("phase", cause.phase().id());
    fact("status", cause.answer().meaning());
    fact("RFC 9209", cause.rfc9209().orElse("no registered type fits"));
    heading("Looks like");
    paragraph(cause.looksLike());
    heading("Told apart by");
    paragraph(cause.toldApartBy());
    heading("Often confused with");
    for (CauseId neighbour : cause.neighbours()) {
      item(neighbour, one.catalogue().find(neighbour).map(Cause::title).orElse(""));
    }
    heading("Remedies, easy first");
    cause.remedies().forEach(this::remedy);
  }

  private void remedy(Remedy remedy) {
    out.println(INDENT + terminal.accented(remedy.effort().id()) + ", " + remedy.who());
    out.println(prose.wrap(INDENT + INDENT, remedy.action()));
    out.println(terminal.faint(prose.wrap(INDENT + INDENT, "It worked when: " + remedy.verify())));
    out.println();
  }

  private void status(StatusNote note) {
    out.println(terminal.bold(note.code() + " " + note.name()));
    out.println(terminal.faint(note.from()));
    out.println();
    out.println(terminal.accented(prose.wrap("", note.shortly())));
    heading("What it means");
    paragraph(note.means());
    heading("What it does not mean");
    paragraph(note.not());
    heading("Its relatives");
    paragraph(note.relatives());
    heading("Likely causes, likeliest first");
    note.causes().forEach(likely -> item(likely.cause(), likely.clause()));
    heading("First, as a visitor");
    paragraph(note.first().visitor());
    heading("First, as a developer");
    paragraph(note.first().developer());
    heading("First, as an operator");
    paragraph(note.first().operator());
    heading("Search engines");
    paragraph(note.search());
    terminal.err().println();
    terminal.err().println("More on a cause: goodgate explain " + note.causes().getFirst().cause());
  }

  private void nothing(Answer.Nothing nothing) {
    PrintWriter err = terminal.err();
    err.println("goodgate: nothing known about '" + shown(nothing.query()) + "'");
    if (!nothing.nearest().isEmpty()) {
      err.println("Did you mean " + joined(nothing.nearest()) + "?");
    }
    if (!nothing.statuses().isEmpty()) {
      err.println("Known statuses: " + String.join(" ", nothing.statuses()));
    }
    err.println("All causes: goodgate explain");
  }

  private static String shown(String query) {
    int most = 60;
    return Terminal.printable(query.length() > most ? query.substring(0, most) + "..." : query);
  }

  private static String joined(List<CauseId> ids) {
    return ids.stream().map(CauseId::value).collect(Collectors.joining(", "));
  }

  private void heading(String text) {
    out.println();
    out.println(terminal.bold(text));
  }

  private void paragraph(String text) {
    out.println(prose.wrap(INDENT, text));
  }

  private void fact(String name, String value) {
    out.println(INDENT + terminal.faint(String.format("%-10s", name)) + value);
  }

  /** An id with a clause beside it, broken into as many lines as it needs. */
  private void item(CauseId id, String clause) {
    String beside = prose.wrap(" ".repeat(INDENT.length() + ID_COLUMN + 1), clause);
    out.println(column(id) + " " + beside.stripLeading());
  }

  /** An id and a clause on one line, cut where the terminal ends. */
  private void line(CauseId id, String clause) {
    int room = terminal.columns() - INDENT.length() - ID_COLUMN - 1;
    String cut =
        terminal.columns() > 0 && clause.length() > room
            ? clause.substring(0, Math.max(0, room - 1)).stripTrailing() + "…"
            : clause;
    out.println(column(id) + " " + cut);
  }

  private String column(CauseId id) {
    return INDENT + terminal.accented(String.format("%-" + ID_COLUMN + "s", id.value()));
  }
}
