package dev.goodgate.console;

import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The page at {@code /}: what failed lately. Works without scripts; all that is not ours is text.
 */
final class FailuresPage {
  private static final int MAX_TEXT = 120;

  String write(List<Exchange> failures) {
    StringBuilder page = new StringBuilder(HEAD);
    if (failures.isEmpty()) {
      page.append("<p>Nothing has failed since the gateway was started.</p>\n");
    } else {
      page.append(TABLE);
      failures.forEach(failure -> row(failure, page));
      page.append("</tbody></table>\n");
    }
    return page.append(FOOT).toString();
  }

  private static void row(Exchange exchange, StringBuilder page) {
    String asked =
        exchange.request().method() + " " + exchange.request().host() + exchange.request().target();
    String sent = exchange.reply().map(reply -> reply.status() + cut(reply.whole())).orElse("-");
    page.append("<tr><td><time>").append(exchange.began().truncatedTo(ChronoUnit.MILLIS));
    page.append("</time></td>");
    cell(asked, page);
    cell(sent, page);
    cell(exchange.cause().orElse("-"), page);
    cell(exchange.failure().map(Failure::says).orElse("-"), page);
    String id = escaped(exchange.id());
    page.append("<td><a href=\"/api/v1/exchanges/").append(id).append("\">").append(id);
    page.append("</a></td></tr>\n");
  }

  private static String cut(boolean whole) {
    return whole ? "" : ", cut off";
  }

  private static void cell(String text, StringBuilder page) {
    String shown = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    page.append("<td>").append(escaped(shown)).append("</td>");
  }

  /** For text and for quoted attribute values; control characters become visible. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> {
              boolean hidden =
                  Character.isISOControl(point)
                      || Character.getType(point) == Character.FORMAT
                      || Character.getType(point) == Character.SURROGATE;
              safe.appendCodePoint(hidden ? '\uFFFD' : point);
            }
          }
        });
    return safe.toString();
  }

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Goodgate</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="/style.css"></head><body>
      <h1>What failed lately</h1>
      """;

  private static final String TABLE =
      """
      <table><thead><tr><th>When</th><th>Asked for</th><th>Client was sent</th>
      <th>Called</th><th>Seen</th><th>Why</th></tr></thead><tbody>
      """;

  private static final String FOOT =
      """
      <footer>In a terminal: <code>goodgate why</code>.
      Also here: <a href="/metrics">metrics</a>, <a href="/api/v1/exchanges">the same as JSON</a>.
      </footer></body></html>
      """;
}
