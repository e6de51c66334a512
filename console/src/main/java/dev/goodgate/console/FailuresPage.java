package dev.goodgate.console;

import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The page at {@code /}: what failed lately. Works without scripts; all that is not ours is text.
 */
final class FailuresPage {
  private static final int MAX_TEXT = 120;
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  String write(List<Exchange> failures) {
    StringBuilder page = new StringBuilder(HEAD);
    if (failures.isEmpty()) {
      page.append(
          "<p>Nothing has failed since the gateway was started. Reload to look again.</p>\n");
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
    Instant began = exchange.began().truncatedTo(ChronoUnit.MILLIS);
    page.append("<tr><td class=\"when\"><time datetime=\"").append(began).append("\">");
    page.append(SHOWN.format(began)).append("</time></td>");
    cell("asked", asked, page);
    cell("sent", sent, page);
    cell("cause", exchange.cause().orElse("-"), page);
    cell("seen", seen(exchange), page);
    String id = escaped(exchange.id());
    page.append("<td class=\"id\"><a href=\"/api/v1/exchanges/").append(id).append("\">");
    page.append(id).append("</a></td></tr>\n");
  }

  /** Where a retry saved the exchange, what was wrong is told by the attempt before. */
  private static String seen(Exchange exchange) {
    return exchange
        .failure()
        .or(() -> exchange.attempts().stream().flatMap(each -> each.failure().stream()).findFirst())
        .map(Failure::says)
        .orElse("-");
  }

  private static String cut(boolean whole) {
    return whole ? "" : ", cut off";
  }

  private static void cell(String kind, String text, StringBuilder page) {
    String shown = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    page.append("<td class=\"").append(kind).append("\">").append(escaped(shown)).append("</td>");
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
      <link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body>
      <h1>What failed lately</h1>
      """;

  private static final String TABLE =
      """
      <table><thead><tr><th>When (UTC)</th><th>Asked for</th><th>Sent</th>
      <th>Called</th><th>Seen</th><th>Exchange</th></tr></thead><tbody>
      """;

  private static final String FOOT =
      """
      <footer>Whose fault, and what would help: <code>goodgate why EXCHANGE</code> in a terminal.
      Also here: <a href="/metrics">metrics</a>, <a href="/api/v1/exchanges">the same as JSON</a>.
      </footer></body></html>
      """;
}
