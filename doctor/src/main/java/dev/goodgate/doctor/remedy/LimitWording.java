package dev.goodgate.doctor.remedy;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import dev.goodgate.vocabulary.diagnosis.Remedy.Effort;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.traffic.Detail;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The gateway's own limit that was met, where raising it may be right. */
final class LimitWording implements Wording {
  private static final Set<CauseId> OWN_LIMITS =
      Set.of(
          CauseId.of("connection-limit-reached"),
          CauseId.of("gateway-connections-exhausted"),
          CauseId.of("request-too-large-gateway"),
          CauseId.of("response-header-section-too-large"),
          CauseId.of("too-many-response-headers"));

  @Override
  public List<Remedy> word(CauseId cause, Trouble trouble, CaseView view) {
    if (!OWN_LIMITS.contains(cause)
        || !(trouble.failure().detail() instanceof Detail.Limit(String setting, long limit))) {
      return List.of();
    }
    Optional<Place> place =
        view.instructions()
            .flatMap(told ->
                told.plan()
                    .places()
                    .of(setting)
                    .or(() ->
                        PlanText.of(trouble, view)
                            .flatMap(plan -> told.plan().places().of(plan.path(setting)))));
    return List.of(
        new Remedy(
            Effort.EASY,
            "gateway operator",
            "If so much is meant to be allowed, raise "
                + setting
                + ", which is "
                + limit
                + "; otherwise make the message smaller at its maker.",
            place.orElse(null),
            null,
            "The same request passes."));
  }
}
