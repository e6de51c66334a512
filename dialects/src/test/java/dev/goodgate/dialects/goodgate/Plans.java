package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Plan;

/** Plans that tests begin with. */
final class Plans {
  /** Ends within its upstream, so that a test can add to it. */
  static final String SMALLEST =
      """
      listeners: [ { address: "127.0.0.1:8080" } ]
      routes: [ { upstream: web } ]
      upstreams:
        web:
          endpoints: ["127.0.0.1:3001"]
      """;

  private Plans() {}

  static Plan understood(String text) {
    return switch (PlanReader.read("plan.yaml", text)) {
      case Reading.Understood<Plan> good -> good.value();
      case Reading.Refused<Plan> bad -> throw new AssertionError(bad.complaints().toString());
    };
  }
}
