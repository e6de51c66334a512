package dev.goodgate.doctor.rule.select;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** The client sent a request that the gateway must not or will not pass on. */
final class RequestRefused implements Rule {
  private static final CauseId DENIED = CauseId.of("request-denied");
  private static final CauseId TOO_LARGE = CauseId.of("request-too-large-gateway");

  @Override
  public Group group() {
    return Group.BYTES;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      String says = trouble.failure().detail().says();
      if (!trouble.by(Actor.CLIENT)) {
        continue;
      }
      if (trouble.showed(Symptom.MALFORMED)) {
        notes.favour(
            DENIED,
            PROOF,
            "the client's request breaks the rules of HTTP" + (says.isEmpty() ? "" : ": " + says),
            trouble.evidence());
      } else if (trouble.showed(Symptom.TIMED_OUT) && !trouble.in(Phase.DELIVER)) {
        notes.favour(
            DENIED,
            STRONG,
            "the client was too slow to send its request" + (says.isEmpty() ? "" : ": " + says),
            trouble.evidence());
      } else if (trouble.showed(Symptom.TOO_LARGE)) {
        notes.favour(
            TOO_LARGE,
            PROOF,
            "the client's request is larger than the gateway allows"
                + (says.isEmpty() ? "" : ": " + says),
            trouble.evidence());
      }
    }
    return notes.findings();
  }
}
