package dev.goodgate.doctor.rule.select;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** The gateway looked through all its routes and none took the request. */
final class RouteNotFound implements Rule {
  private static final CauseId ROUTE_NOT_FOUND = CauseId.of("route-not-found");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.SELECT)
          && trouble.showed(Symptom.UNAVAILABLE)
          && trouble.exchange().route().isEmpty()
          && trouble.exchange().upstream().isEmpty()) {
        Request asked = trouble.exchange().request();
        notes.favour(
            ROUTE_NOT_FOUND,
            PROOF,
            "no route takes " + asked.target() + " of host " + asked.host(),
            trouble.evidence());
      }
    }
    return notes.findings();
  }
}
