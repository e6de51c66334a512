package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Timing;
import dev.goodgate.vocabulary.traffic.Trace;
import dev.goodgate.vocabulary.traffic.Traced;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of a record the exchange that it is about, as far as it was noted. */
final class Retelling {
  private Retelling() {}

  static Traced of(Noted noted, Names names) {
    Exchange exchange =
        new Exchange(
            text(noted.id),
            Instant.ofEpochMilli(noted.wallMillis),
            Duration.ofNanos(noted.tookNanos),
            request(noted),
            names.route(noted.route),
            noted.endpoint < 0 ? null : names.upstream(noted.route),
            noted.endpoint < 0 ? List.of() : List.of(attempt(noted, names)),
            new Ending.Answered(noted.status),
            new Reply(
                noted.status,
                noted.endpoint < 0 ? Reply.Maker.GATEWAY : Reply.Maker.ENDPOINT,
                noted.replyBody,
                true),
            null);
    return new Traced(
        exchange, new Trace(text(noted.trace), noted.span, noted.parent, noted.sampled));
  }

  private static Request request(Noted noted) {
    return new Request(
        text(noted.client),
        text(noted.method),
        "http",
        text(noted.host),
        text(noted.target),
        noted.version / 10 + "." + noted.version % 10,
        noted.requestBody);
  }

  /** What went well had one attempt; how old its connection was is not noted. */
  private static Attempt attempt(Noted noted, Names names) {
    return new Attempt(
        1,
        names.endpoint(noted.route, noted.endpoint),
        "",
        new ConnectionFacts(noted.reused, noted.reused ? 1 : 0, Duration.ZERO, Duration.ZERO, ""),
        Duration.ZERO,
        new Timing(
            span(noted.connectNanos),
            span(noted.tlsNanos),
            span(noted.firstByteNanos),
            Duration.ofNanos(noted.tookNanos)),
        noted.requestBody,
        noted.replyBody,
        "",
        new Ending.Answered(noted.status));
  }

  private static @Nullable Duration span(long nanos) {
    return nanos < 0 ? null : Duration.ofNanos(nanos);
  }

  private static String text(Noted.Text text) {
    return new String(text.bytes, 0, text.length, StandardCharsets.ISO_8859_1);
  }
}
