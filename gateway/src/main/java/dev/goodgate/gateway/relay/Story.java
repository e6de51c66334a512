package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.connect.UpstreamConnection;
import dev.goodgate.gateway.reply.Answer;
import dev.goodgate.gateway.reply.ReplyTable;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.Timing;
import dev.goodgate.vocabulary.traffic.Trace;
import dev.goodgate.vocabulary.traffic.Traced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an exchange when it is over. While all goes well that is only the slip; from the
 * first failure on the attempts are kept as values, and at the end they make an {@link Exchange}.
 */
final class Story {
  private final Workbench bench;
  private final Notes notes;
  private final Slip slip;
  private final List<Attempt> attempts = new ArrayList<>();
  private @Nullable Failure failure;
  private @Nullable String cause;

  Story(Workbench bench, Notes notes) {
    this.bench = bench;
    this.notes = notes;
    this.slip = notes.slip();
  }

  void begin() {
    attempts.clear();
    failure = null;
    cause = null;
  }

  void attemptEnded(Standing exchange, Ending ending) {
    attempts.add(attempt(exchange, ending));
  }

  /** {@code excess} tells that there was more than the answer. */
  void attemptAnswered(Standing exchange, boolean excess) {
    if (excess) {
      boolean bodyless = exchange.asked().isHead() || slip.status == 204 || slip.status == 304;
      Failure more =
          new Failure(
              Phase.STREAM_BODY,
              Actor.ENDPOINT,
              Symptom.MALFORMED,
              new Detail.Wrong(bodyless ? Defect.BODY_ON_BODYLESS : Defect.EXCESS_BODY, ""));
      cause = ReplyTable.of(more, false).cause().value();
      attempts.add(attempt(exchange, new Ending.Failed(more)));
    } else if (!attempts.isEmpty() || slip.status >= 500 || cause != null) {
      attempts.add(attempt(exchange, new Ending.Answered(slip.status)));
    }
  }

  /** The exchange cannot be saved: this is why. */
  void failed(Failure why, boolean reused) {
    failure = why;
    Answer answer = ReplyTable.of(why, reused);
    cause = answer.cause().value();
  }

  /** Whether what it cannot be saved from has been told already. */
  boolean hasFailed() {
    return failure != null;
  }

  /** The answer is one of our own: the request went round and was stopped here. */
  void cameRound() {
    cause = "proxy-loop";
  }

  /** The answer is the endpoint's, and about us: it was spoken to in plain, and wants TLS. */
  void wantsTls() {
    cause = "plaintext-to-tls-port";
  }

  /** How it ends with a reply of our own, of which the client has taken all or not. */
  Ending ending(boolean whole) {
    if (failure != null) {
      return new Ending.Failed(failure);
    }
    return whole ? new Ending.Answered(slip.status) : new Ending.Abandoned(Phase.DELIVER);
  }

  /** Hands on what is over. */
  void tell(Standing exchange, Ending ending, boolean whole) {
    if (attempts.isEmpty() && failure == null && ending instanceof Ending.Answered) {
      bench.journal().write(slip);
    } else {
      bench.journal().write(new Traced(exchange(exchange, ending, whole), trace()));
    }
  }

  /** Another attempt begins: its endpoint is told a span of its own. */
  void attemptBegins() {
    Block head = slip.texts;
    if (slip.span != 0 && head != null && !attempts.isEmpty()) {
      long span = Trace.spanOfAttempt(slip.span, attempts.size() + 1);
      Identity.nameAttempt(head.memory(), slip.trace, span);
    }
  }

  private @Nullable Trace trace() {
    return notes.isUnderstood()
        ? new Trace(notes.traceId(), slip.span, slip.parent, slip.sampled)
        : null;
  }

  /** Of a client who came no further than its greeting. */
  static Exchange unspoken(Workbench bench, byte[] address, Failure failure) {
    String client = new String(address, java.nio.charset.StandardCharsets.US_ASCII);
    return new Exchange(
        bench.newId(),
        Instant.ofEpochMilli(bench.journal().wallMillis(bench.loop().now())),
        Duration.ZERO,
        new Request(client, "", "https", "", "", "", 0),
        null,
        null,
        List.of(),
        new Ending.Failed(failure),
        null,
        ReplyTable.of(failure, false).cause().value());
  }

  private Exchange exchange(Standing live, Ending ending, boolean whole) {
    Route route = slip.route < 0 ? null : bench.plan().routes().get(slip.route);
    Reply reply =
        slip.status == 0
            ? null
            : new Reply(
                slip.status,
                live.replyIsOwn ? Reply.Maker.GATEWAY : Reply.Maker.ENDPOINT,
                slip.replyBody,
                whole);
    return new Exchange(
        notes.id(),
        Instant.ofEpochMilli(bench.journal().wallMillis(slip.beganNanos)),
        Duration.ofNanos(slip.tookNanos),
        request(),
        route == null ? null : route.name(),
        route == null ? null : route.upstream().orElse(null),
        attempts,
        ending,
        reply,
        bestCause(ending));
  }

  private Request request() {
    return new Request(
        new String(slip.client, java.nio.charset.StandardCharsets.US_ASCII),
        notes.text(0, slip.methodEnd),
        slip.tls > 0 ? "https" : "http",
        notes.text(slip.host, slip.hostEnd),
        notes.text(slip.target, Math.min(slip.targetEnd, slip.target + 1_024)),
        slip.version / 10 + "." + slip.version % 10,
        slip.requestBody);
  }

  /**
   * What the gateway itself can say about the cause, the client's leaving and the endpoint's own
   * words included.
   */
  private @Nullable String bestCause(Ending ending) {
    if (cause != null) {
      return cause;
    }
    return switch (ending) {
      case Ending.Abandoned _ -> "client-closed";
      case Ending.Failed _ -> null;
      case Ending.Answered(int status) -> {
        if (status == 503) {
          yield "upstream-self-503";
        }
        if (status == 502 || status == 504) {
          yield "nested-gateway-error";
        }
        yield status >= 500 ? "upstream-app-error" : "hidden-retry-success";
      }
    };
  }

  private Attempt attempt(Standing exchange, Ending ending) {
    UpstreamConnection connection = exchange.attempts().connection();
    long now = bench.loop().now();
    long began = exchange.attempts().began();
    return new Attempt(
        attempts.size() + 1,
        exchange.attempts().endpointName(),
        connection == null ? "" : connection.dialled(),
        connection == null ? null : connection.facts(now),
        Duration.ofNanos(Math.max(0, began - slip.beganNanos)),
        new Timing(
            span(slip.connectNanos),
            span(slip.tlsNanos),
            span(slip.firstByteNanos),
            Duration.ofNanos(now - began)),
        exchange.request().sentBytes(),
        exchange.receivedBytes(),
        connection == null ? "" : connection.aside(),
        ending);
  }

  private static @Nullable Duration span(long nanos) {
    return nanos < 0 ? null : Duration.ofNanos(nanos);
  }
}
