package dev.goodgate.app.explain;

import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The Markdown pages of docs/causes, one for each cause with an index. */
final class CausePages {
  static final String INDEX = "README.md";
  private static final Pattern MARKUP = Pattern.compile("[\\\\*<\\[`|]");

  private final Catalogue catalogue;

  CausePages(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Every page by its file name. */
  Map<String, String> render() {
    Map<String, String> pages = new TreeMap<>();
    pages.put(INDEX, index());
    catalogue.all().forEach(cause -> pages.put(cause.id() + ".md", page(cause)));
    return pages;
  }

  private String index() {
    var text = new StringBuilder("# Causes\n\n");
    text.append(
        """
        Everything Goodgate can name as the cause of a failure behind a gateway. An id never changes
        its meaning. *Phase* is how far an exchange had come, *answers* what a correct gateway
        replies (`abort`: the head was already sent, so the connection is cut; `none`: no failure of
        its own to report).

        These pages are made from `vocabulary/src/main/catalogue` by
        `goodgate explain --write-pages docs/causes`; edit there, not here.
        """);
    String section = "";
    for (Cause cause : catalogue.all()) {
      if (!cause.section().equals(section)) {
        section = cause.section();
        text.append("\n## ").append(section).append("\n\n");
        text.append("| cause | what it is | phase | answers |\n|---|---|---|---|\n");
      }
      text.append("| ").append(link(cause.id())).append(" | ").append(plain(cause.title()));
      text.append(" | ").append(cause.phase().id());
      text.append(" | ").append(cause.answer().id()).append(" |\n");
    }
    return text.toString();
  }

  private String page(Cause cause) {
    var text = new StringBuilder("# ").append(plain(cause.title())).append("\n\n");
    text.append('`').append(cause.id()).append("` in [all causes](" + INDEX + ")\n\n");
    if (cause.manifestation()) {
      text.append("> This names what is seen and not why. Look for the cause behind it.\n\n");
    }
    text.append("| | |\n|---|---|\n");
    row(text, "mended", cause.domain().meaning() + " (`" + cause.domain().id() + "`)");
    row(text, "phase", "`" + cause.phase().id() + "`");
    row(text, "a correct gateway answers", cause.answer().meaning());
    row(
        text,
        "`Proxy-Status` error (RFC 9209)",
        cause.rfc9209().map(type -> "`" + type + "`").orElse("no registered type fits"));
    cause.trace().ifPresent(trace -> row(text, "family in logs", "`" + trace + "`"));
    text.append("\n## Looks like\n\n").append(plain(cause.looksLike())).append('\n');
    text.append("\n## Told apart by\n\n").append(plain(cause.toldApartBy())).append('\n');
    text.append("\n## Often confused with\n\n");
    for (CauseId neighbour : cause.neighbours()) {
      String title = catalogue.find(neighbour).map(Cause::title).orElse("");
      text.append("- ").append(link(neighbour)).append(": ").append(plain(title)).append('\n');
    }
    text.append("\n## Remedies, easy first\n");
    int number = 1;
    for (Remedy remedy : cause.remedies()) {
      text.append('\n').append(number++).append(". **").append(remedy.effort().id());
      text.append(", ").append(remedy.who()).append(":** ").append(plain(remedy.action()));
      text.append("\n   *It worked when:* ").append(plain(remedy.verify())).append('\n');
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private static String link(CauseId id) {
    return "[" + id + "](" + id + ".md)";
  }

  /** Text that Markdown shows as it is. */
  private static String plain(String text) {
    return MARKUP.matcher(text).replaceAll("\\\\$0");
  }
}
