package dev.goodgate.doctor.rule.reply;

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

/** The client was there, and the gateway cut it because it took too little of its answer. */
final class ClientTooSlow implements Rule {
  private static final CauseId TOO_SLOW = CauseId.of("client-too-slow");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.by(Actor.CLIENT)
          && trouble.in(Phase.DELIVER)
          && trouble.showed(Symptom.TIMED_OUT)) {
        String says = trouble.failure().detail().says();
        notes.favour(
            TOO_SLOW,
            STRONG,
            "the gateway cut the client, which took too little of its answer"
                + (says.isEmpty() ? "" : ": " + says),
            trouble.evidence());
      }
    }
    return notes.findings();
  }
}
