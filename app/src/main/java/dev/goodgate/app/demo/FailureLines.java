package dev.goodgate.app.demo;

import dev.goodgate.app.terminal.Prose;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.app.why.Whose;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Words for exchanges as they fail, one line each. Never floods: beyond a few lines in a span only
 * counts. Used by one thread.
 */
final class FailureLines {
  static final int LINES = 5;
  static final Duration SPAN = Duration.ofSeconds(2);

  private static final int LONGEST_PATH = 28;
  private static final String INDENT = " ".repeat(10);

  private final Function<Exchange, Verdict> examine;
  private final Catalogue catalogue;
  private final DateTimeFormatter clock;
  private final String why;
  private final Prose prose;
  private @Nullable Exchange latest;
  private long spanBegan;
  private int told;
  private int untold;

  /** {@code why} is the command that explains, up to the id. */
  FailureLines(
      Function<Exchange, Verdict> examine,
      Catalogue catalogue,
      ZoneId zone,
      Prose prose,
      String why) {
    this.examine = examine;
    this.catalogue = catalogue;
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
    this.why = why;
    this.prose = prose;
  }

  /** What to say now, given what has failed lately, newest first. */
  List<String> next(List<Exchange> failed, long nanos) {
    List<String> lines = new ArrayList<>();
    if (nanos - spanBegan >= SPAN.toNanos()) {
      if (untold > 0) {
        lines.add(INDENT + "and " + untold + " more; the latest: " + why);
      }
      spanBegan = nanos;
      told = 0;
      untold = 0;
    }
    for (Exchange exchange : unseen(failed)) {
      if (told < LINES) {
        told++;
        lines.add(line(exchange));
      } else {
        untold++;
      }
    }
    return lines;
  }

  private List<Exchange> unseen(List<Exchange> failed) {
    List<Exchange> unseen =
        failed.stream().takeWhile(exchange -> !exchange.equals(latest)).toList().reversed();
    if (!unseen.isEmpty()) {
      latest = unseen.getLast();
    }
    return unseen;
  }

  private String line(Exchange exchange) {
    String target = exchange.request().target();
    String path =
        target.length() <= LONGEST_PATH ? target : target.substring(0, LONGEST_PATH - 3) + "...";
    String method = exchange.request().method();
    String words =
        String.join(
            "  ",
            clock.format(exchange.began()),
            status(exchange),
            method.equals("GET") ? path : method + " " + path,
            whose(examine.apply(exchange), exchange));
    return prose.wrap("", Terminal.printable(words)).replace("\n", "\n" + INDENT)
        + System.lineSeparator()
        + INDENT
        + why
        + " "
        + Terminal.printable(exchange.id());
  }

  private static String status(Exchange exchange) {
    return exchange
        .reply()
        .map(reply -> reply.status() + (reply.whole() ? "" : ", cut off"))
        .orElse("no reply");
  }

  private String whose(Verdict verdict, Exchange exchange) {
    String known = exchange.cause().orElse("no known cause");
    if (exchange.ending() instanceof Ending.Answered && exchange.attempts().size() > 1) {
      return "saved by a retry; " + seen(exchange.attempts().getFirst());
    }
    return switch (verdict) {
      case Verdict.Settled settled -> named(settled.suspect().cause());
      case Verdict.Contested contested -> leader(contested, known);
      case Verdict.Open _ -> "not known yet: " + known;
      case Verdict.Healthy _ -> "nobody's fault";
    };
  }

  private static String seen(Attempt first) {
    return first.endpoint() + ": " + first.failure().map(it -> it.symptom().id()).orElse("left");
  }

  private String leader(Verdict.Contested contested, String known) {
    Verdict.Suspect best = contested.suspects().getFirst();
    Verdict.Suspect next = contested.suspects().get(1);
    if (Whose.leads(best.confidence().value(), next.confidence().value())) {
      return "most likely " + named(best.cause());
    }
    return fault(best.cause()).equals(fault(next.cause()))
        ? "most likely " + named(best.cause()) + " or " + next.cause()
        : "not decided yet: " + known;
  }

  private String named(CauseId id) {
    return fault(id) + ": " + id.value();
  }

  private String fault(CauseId id) {
    return catalogue.find(id).map(Cause::domain).map(Whose::fault).orElse("unknown");
  }
}
