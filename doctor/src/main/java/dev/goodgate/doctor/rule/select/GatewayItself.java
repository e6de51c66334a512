package dev.goodgate.doctor.rule.select;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** The gateway failed, or was on its way out, and says so. */
final class GatewayItself implements Rule {
  private static final CauseId INTERNAL = CauseId.of("gateway-internal-error");
  private static final CauseId DRAINING = CauseId.of("target-draining");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.showed(Symptom.INTERNAL)) {
        notes.favour(
            INTERNAL, PROOF, "the gateway itself failed; no endpoint did", trouble.evidence());
      } else if (trouble.showed(Symptom.DRAINING)) {
        notes.favour(
            DRAINING,
            STRONG,
            "the gateway was shutting down when this new request came",
            trouble.evidence());
      }
    }
    return notes.findings();
  }
}
