package dev.goodgate.console;

import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Confidence;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.diagnosis.Question;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import dev.goodgate.vocabulary.diagnosis.Source;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A refused exchange and what a doctor may say about it. */
public final class Sample {
  public static final Instant BEGAN = Instant.parse("2026-11-20T12:00:00.123Z");

  private Sample() {}

  public static Exchange refused(String id, String target) {
    Failure failure =
        new Failure(
            Phase.CONNECT,
            Actor.ENDPOINT,
            Symptom.REFUSED,
            new Detail.SystemError("connect", "ECONNREFUSED", 111));
    Attempt attempt =
        new Attempt(
            1,
            "127.0.0.1:3001",
            "127.0.0.1:3001",
            new ConnectionFacts(true, 3, Duration.ofSeconds(9), Duration.ofMillis(4_200), ""),
            Duration.ofNanos(250_000),
            new Timing(Duration.ofMillis(1), null, Duration.ofNanos(1_234_567)),
            0,
            0,
            "",
            new Ending.Failed(failure));
    return new Exchange(
        id,
        BEGAN,
        Duration.ofMillis(2),
        new Request("127.0.0.1:5000", "GET", "http", "shop", target, "HTTP/1.1", 0),
        "everything",
        "api",
        List.of(attempt),
        new Ending.Failed(failure),
        new Reply(502, Reply.Maker.GATEWAY, 90, true),
        "conn-refused");
  }

  public static Case given(Exchange exchange) {
    return new Case(
        "why " + exchange.id(),
        List.of(
            new Evidence(
                "e1",
                new Source.Recorded(exchange.id(), 0),
                exchange.began(),
                new Fact.Happened(exchange)),
            new Evidence(
                "e2",
                new Source.Line(new Place("goodgate.yaml", 11, 3)),
                null,
                new Fact.Seen("127.0.0.1:3001", "answered 2 s before", true))));
  }

  public static Verdict contested() {
    CauseId best = CauseId.of("upstream-not-running");
    CauseId rival = CauseId.of("wrong-port");
    return new Verdict.Contested(
        List.of(new Suspect(best, new Confidence(0.616)), new Suspect(rival, new Confidence(0.16))),
        "127.0.0.1:3001 refused the connection. Most likely it is not running.",
        List.of(
            new Finding(best, true, Finding.Strength.LIKELY, "nothing listens", List.of("e1")),
            new Finding(
                rival, false, Finding.Strength.STRONG, "it did answer", List.of("e2", "e1"))),
        List.of(
            new Remedy(
                Remedy.Effort.EASY,
                "gateway operator",
                "Compare the endpoint.",
                new Place("goodgate.yaml", 11, 3),
                "- a\n+ b",
                "Ask again.")),
        List.of(new Question("What listens", List.of(best, rival))));
  }
}
