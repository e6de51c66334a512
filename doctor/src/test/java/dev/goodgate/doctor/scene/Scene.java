package dev.goodgate.doctor.scene;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.diagnosis.Source;
import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Admin;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Endpoint.Address;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Ledger;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.plan.Places;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Resolver;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Trusted;
import dev.goodgate.vocabulary.plan.Upstream;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Exchanges and cases in one line each. Every exchange goes to the upstream {@code api}. */
public final class Scene {
  public static final String A = "127.0.0.1:3001";
  public static final Instant BEGAN = Instant.parse("2026-11-20T12:00:00Z");
  public static final Request GET = request("GET", 0);

  private Scene() {}

  public static Request request(String method, long bodyBytes) {
    return new Request("127.0.0.1:50000", method, "http", "shop", "/cart", "HTTP/1.1", bodyBytes);
  }

  /** An exchange that ends as its last attempt does. */
  public static Exchange exchange(Attempt... attempts) {
    return exchange(GET, attempts);
  }

  public static Exchange exchange(Request request, Attempt... attempts) {
    List<Attempt> numbered = new ArrayList<>();
    for (Attempt each : attempts) {
      numbered.add(
          new Attempt(
              numbered.size() + 1,
              each.endpoint(),
              each.address(),
              each.connectionFacts(),
              each.began(),
              each.timing(),
              each.sentBytes(),
              each.receivedBytes(),
              each.aside(),
              each.ending()));
    }
    Ending ending = numbered.getLast().ending();
    Reply reply =
        switch (ending) {
          case Ending.Answered(int status) -> new Reply(status, Reply.Maker.ENDPOINT, 400, true);
          case Ending.Failed failed -> new Reply(502, Reply.Maker.GATEWAY, 90, true);
          case Ending.Abandoned abandoned -> new Reply(200, Reply.Maker.ENDPOINT, 0, false);
        };
    return new Exchange(
        "x1",
        BEGAN,
        numbered.getLast().timing().total(),
        request,
        "everything",
        "api",
        numbered,
        ending,
        reply,
        null);
  }

  /** An exchange for which no endpoint was tried. */
  public static Exchange unsent(Failure failure, boolean routed) {
    return new Exchange(
        "x1",
        BEGAN,
        Duration.ofMillis(1),
        GET,
        routed ? "everything" : null,
        routed ? "api" : null,
        List.of(),
        new Ending.Failed(failure),
        new Reply(503, Reply.Maker.GATEWAY, 90, true),
        null);
  }

  public static Exchange healthy() {
    return exchange(Try.at(A).answered(200));
  }

  /** Evidence e1 is the exchange, the rest follows in order; all of it was seen before. */
  public static Case given(Exchange exchange, Fact... more) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence("e1", new Source.Recorded("x1", 0), BEGAN, new Fact.Happened(exchange)));
    for (Fact fact : more) {
      evidence.add(
          new Evidence(
              "e" + (evidence.size() + 1), new Source.Probed("test"), BEGAN.minusSeconds(2), fact));
    }
    return new Case("why", evidence);
  }

  /** What a rule says, each finding as {@code +cause} or {@code -cause}. */
  public static List<String> says(Rule rule, Exchange exchange, Fact... more) {
    return says(rule, given(exchange, more));
  }

  public static List<String> says(Rule rule, Case given) {
    return rule.judge(CaseView.of(given)).stream()
        .map(finding -> (finding.supports() ? "+" : "-") + finding.cause())
        .toList();
  }

  public static Case with(Case given, Evidence more) {
    List<Evidence> evidence = new ArrayList<>(given.evidence());
    evidence.add(more);
    return new Case(given.question(), evidence);
  }

  public static Evidence seenLater(String subject, String says, boolean well) {
    return new Evidence(
        "later",
        new Source.Probed("test"),
        BEGAN.plusSeconds(60),
        new Fact.Seen(subject, says, well));
  }

  /** A plan with the upstream {@code api} at these endpoints, written from line 10 on. */
  public static Plan plan(String... endpoints) {
    List<Endpoint> all =
        List.of(endpoints).stream()
            .map(written ->
                new Endpoint(
                    written,
                    Endpoint.Protocol.HTTP,
                    new Address.Tcp(new HostPort("127.0.0.1", 3001))))
            .toList();
    return plan(
        Upstream.of("api", all),
        Map.of(
            "upstreams.api", new Place("goodgate.yaml", 10, 3),
            "upstreams.api.endpoints[0]", new Place("goodgate.yaml", 11, 17),
            "upstreams.api.timeouts.first-byte", new Place("goodgate.yaml", 14, 17)));
  }

  public static Plan plan(Upstream upstream, Map<String, Place> places) {
    return new Plan(
        "test",
        List.of(),
        Trusted.NOBODY,
        List.of(new Route("everything", Match.everything(), upstream.name())),
        Map.of(upstream.name(), upstream),
        Resolver.DEFAULT,
        Admin.DEFAULT,
        Ledger.DEFAULT,
        AccessLog.DEFAULT,
        Limits.DEFAULT,
        OptionalInt.empty(),
        new Places(places));
  }
}
