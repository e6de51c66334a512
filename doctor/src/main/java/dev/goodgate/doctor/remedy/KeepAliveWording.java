package dev.goodgate.doctor.remedy;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import dev.goodgate.vocabulary.diagnosis.Remedy.Effort;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import java.time.Duration;
import java.util.List;

/** Kept connections given up before the endpoint gives them up. */
final class KeepAliveWording implements Wording {
  private static final CauseId RACE = CauseId.of("keepalive-race");

  @Override
  public List<Remedy> word(CauseId cause, Trouble trouble, CaseView view) {
    Duration idle = trouble.connection().map(ConnectionFacts::idle).orElse(Duration.ZERO);
    if (!cause.equals(RACE) || idle.isZero()) {
      return List.of();
    }
    return PlanText.of(trouble, view).map(plan -> List.of(shorter(plan, idle))).orElse(List.of());
  }

  private static Remedy shorter(PlanText plan, Duration idle) {
    // Half of what was too long leaves room for the endpoint's clock and a slow network.
    Duration to = Duration.ofMillis(Math.max(500, idle.toMillis() / 2));
    if (to.toSeconds() > 0) {
      to = Duration.ofSeconds(to.toSeconds());
    }
    String from = plan.upstream().keepAlive().idle().map(PlanText::written).orElse("learned");
    return new Remedy(
        Effort.EASY,
        "gateway operator",
        "Let the gateway give up idle connections first: set "
            + plan.path("keep-alive.idle")
            + " to "
            + PlanText.written(to)
            + ".",
        plan.placeOf("keep-alive", "idle").orElse(null),
        plan.change("keep-alive", "idle", from, PlanText.written(to)),
        "No request on a reused connection fails any more, also when traffic is low.");
  }
}
