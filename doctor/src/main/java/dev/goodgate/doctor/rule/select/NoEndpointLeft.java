package dev.goodgate.doctor.rule.select;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/**
 * The upstream was known and none of its endpoints could be chosen. That is only what is seen: why
 * they are out lies in the failures before this one.
 */
final class NoEndpointLeft implements Rule {
  private static final CauseId NO_LIVE_UPSTREAMS = CauseId.of("no-live-upstreams");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      trouble
          .exchange()
          .upstream()
          .filter(upstream -> trouble.in(Phase.SELECT) && trouble.showed(Symptom.UNAVAILABLE))
          .ifPresent(upstream ->
              notes.favour(
                  NO_LIVE_UPSTREAMS,
                  STRONG,
                  "none of the endpoints of " + upstream + " could be chosen",
                  trouble.evidence()));
    }
    return notes.findings();
  }
}
