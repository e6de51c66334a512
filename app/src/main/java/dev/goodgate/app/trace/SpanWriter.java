package dev.goodgate.app.trace;

import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Trace;
import dev.goodgate.vocabulary.traffic.Traced;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes exchanges as an ExportTraceServiceRequest of OpenTelemetry: one server span for an
 * exchange, one client span for each of its attempts, names of attributes as in the semantic
 * conventions for HTTP 1.x. What may be secret, the query, is left out.
 */
final class SpanWriter {
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int ERROR = 2;
  private static final int SAMPLED = 1;

  /** Flags of a span: whether the parent is of another process is known, and so it is. */
  private static final int PARENT_KNOWN = 0x100;

  private static final int PARENT_REMOTE = 0x200;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private final Consumer<Fields> resource;
  private final Consumer<Fields> scope;

  /** {@code service} is what the gateway is called. */
  SpanWriter(String service, String version) {
    resource = it -> new Attributes(it, 1).put("service.name", service);
    scope = it -> it.text(1, "goodgate").text(2, version);
  }

  byte[] write(List<Traced> exchanges) {
    return new Fields()
        .message(
            1,
            ofResource ->
                ofResource
                    .message(1, resource)
                    .message(
                        2,
                        ofScope -> {
                          ofScope.message(1, scope);
                          exchanges.forEach(each -> spans(ofScope, each));
                        }))
        .toBytes();
  }

  private static void spans(Fields to, Traced traced) {
    traced
        .trace()
        .ifPresent(trace -> {
          Exchange exchange = traced.exchange();
          to.message(2, span -> server(span, exchange, trace));
          for (Attempt attempt : exchange.attempts()) {
            to.message(2, span -> client(span, exchange, attempt, trace));
          }
        });
  }

  private static void server(Fields span, Exchange exchange, Trace trace) {
    Request request = exchange.request();
    begin(span, trace, trace.span(), trace.parent());
    span.fixed32(16, flags(trace) | (trace.parent() == 0 ? 0 : PARENT_REMOTE));
    String method = method(request);
    span.text(5, exchange.route().map(route -> method + " " + route).orElse(method));
    times(span, SERVER, exchange.began(), exchange.took());
    Attributes attributes =
        asked(new Attributes(span, 9), request)
            .put("url.path", request.target().replaceFirst("[?#].*", ""))
            .put("url.scheme", request.scheme())
            .put("client.address", request.client())
            .put("network.protocol.version", request.version().replace("2.0", "2"))
            .put("http.request.body.size", request.bodyBytes())
            .put("goodgate.exchange", exchange.id())
            .put("goodgate.route", exchange.route().orElse(""))
            .put("goodgate.upstream", exchange.upstream().orElse(""))
            .put("error.type", exchange.cause().orElse(""));
    exchange.reply().ifPresent(reply -> replied(attributes, reply));
    exchange
        .failure()
        .ifPresent(failure ->
            event(
                span,
                exchange.began().plus(exchange.took()),
                it -> it.failure(failure).put("goodgate.cause", exchange.cause().orElse(""))));
    boolean wrong =
        exchange.failure().isPresent()
            || exchange.reply().filter(reply -> reply.status() >= 500).isPresent();
    status(span, wrong, exchange.failure().map(Failure::says).orElse(""));
  }

  private static void replied(Attributes attributes, Reply reply) {
    attributes
        .put("http.response.status_code", reply.status())
        .put("http.response.body.size", reply.bodyBytes())
        .put("goodgate.whole", reply.whole());
  }

  private static void client(Fields span, Exchange exchange, Attempt attempt, Trace trace) {
    Instant began = exchange.began().plus(attempt.began());
    Duration took = attempt.timing().total();
    begin(span, trace, trace.spanOfAttempt(attempt.number()), trace.span());
    span.fixed32(16, flags(trace));
    span.text(5, method(exchange.request()));
    times(span, CLIENT, began, took);
    Attributes attributes =
        asked(new Attributes(span, 9), exchange.request())
            .put("server.address", attempt.endpoint())
            .put("network.peer.address", attempt.address())
            .put("goodgate.upstream", exchange.upstream().orElse(""));
    if (attempt.number() > 1) {
      attributes.put("http.request.resend_count", attempt.number() - 1);
    }
    attempt.connection().ifPresent(it -> attributes.put("goodgate.reused", it.reused()));
    attempt.timing().connect().ifPresent(it -> attributes.seconds("goodgate.connect_seconds", it));
    attempt.timing().tls().ifPresent(it -> attributes.seconds("goodgate.tls_seconds", it));
    attempt
        .timing()
        .firstByte()
        .ifPresent(it -> attributes.seconds("goodgate.first_byte_seconds", it));
    ended(span, attributes, attempt, began.plus(took));
  }

  private static void ended(Fields span, Attributes attributes, Attempt attempt, Instant at) {
    switch (attempt.ending()) {
      case Ending.Answered(int status) -> {
        attributes.put("http.response.status_code", status);
        if (status >= 400) {
          attributes.put("error.type", Integer.toString(status));
        }
        status(span, status >= 400, "");
      }
      case Ending.Failed(var failure) -> {
        attributes.put("error.type", failure.symptom().id());
        event(span, at, it -> it.failure(failure));
        status(span, true, failure.says());
      }
      case Ending.Abandoned(var phase) -> attributes.put("goodgate.abandoned", phase.id());
    }
  }

  private static Attributes asked(Attributes attributes, Request request) {
    String method = method(request);
    return attributes
        .put("http.request.method", method)
        .put("http.request.method_original", method.equals("_OTHER") ? request.method() : "");
  }

  /** What a client makes up would make names of spans many. */
  private static String method(Request request) {
    return METHODS.contains(request.method()) ? request.method() : "_OTHER";
  }

  private static void begin(Fields span, Trace trace, long id, long parent) {
    span.bytes(1, HexFormat.of().parseHex(trace.id())).bytes(2, bytes(id));
    if (parent != 0) {
      span.bytes(4, bytes(parent));
    }
  }

  private static int flags(Trace trace) {
    return PARENT_KNOWN | (trace.sampled() ? SAMPLED : 0);
  }

  private static void times(Fields span, int kind, Instant began, Duration took) {
    span.number(6, kind).fixed64(7, nanos(began)).fixed64(8, nanos(began.plus(took)));
  }

  private static void event(Fields span, Instant at, Consumer<Attributes> attributes) {
    span.message(
        11,
        event -> {
          event.fixed64(1, nanos(at)).text(2, "failure");
          attributes.accept(new Attributes(event, 3));
        });
  }

  private static void status(Fields span, boolean wrong, String says) {
    if (wrong) {
      span.message(15, status -> status.text(2, says).number(3, ERROR));
    }
  }

  private static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  private static byte[] bytes(long id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
  }
}
