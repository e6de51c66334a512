package dev.goodgate.app.serve;

import dev.goodgate.console.Diagnosing;
import dev.goodgate.doctor.Doctor;
import dev.goodgate.gateway.report.Reporter;
import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Source;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lays before the doctor what a running gateway knows about an exchange: the exchange itself, the
 * plan, and when the endpoints of its upstream last answered.
 */
record Explaining(Doctor doctor, Supplier<Plan> plans, Reporter reporter) implements Diagnosing {
  @Override
  public Diagnosis examine(Exchange exchange) {
    Plan plan = plans.get();
    List<Evidence> evidence = new ArrayList<>();
    add(
        evidence,
        new Source.Recorded(exchange.id(), exchange.attempts().size()),
        exchange.began(),
        new Evidence.Fact.Happened(exchange));
    add(
        evidence,
        new Source.Recorded(exchange.id(), 0),
        exchange.began(),
        new Evidence.Fact.Told(plan));
    Map<String, Instant> answers = reporter.lastAnswers();
    for (String endpoint : endpoints(exchange, plan)) {
      Instant at = answers.get(endpoint);
      if (at != null) {
        add(
            evidence,
            new Source.Recorded(exchange.id(), 0),
            at,
            new Evidence.Fact.Seen(endpoint, "answered " + when(at, exchange), true));
      }
    }
    Case given = new Case("why did exchange " + exchange.id() + " end like this?", evidence);
    return new Diagnosis(given, doctor.examine(given));
  }

  private static List<String> endpoints(Exchange exchange, Plan plan) {
    return exchange
        .upstream()
        .map(name -> plan.upstreams().get(name))
        .map(upstream -> upstream.endpoints().stream().map(Endpoint::written).toList())
        .orElse(List.of());
  }

  private static String when(Instant at, Exchange exchange) {
    Duration before = Duration.between(at, exchange.began());
    return before.isNegative()
        ? span(before.negated()) + " after it began"
        : span(before) + " before it began";
  }

  private static String span(Duration span) {
    return span.toSeconds() < 10 ? span.toMillis() + " ms" : span.toSeconds() + " s";
  }

  private static void add(List<Evidence> evidence, Source source, Instant at, Evidence.Fact fact) {
    evidence.add(new Evidence("e" + (evidence.size() + 1), source, at, fact));
  }
}
