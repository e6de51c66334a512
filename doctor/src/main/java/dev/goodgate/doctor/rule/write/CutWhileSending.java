package dev.goodgate.doctor.rule.write;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import java.util.List;

/** The endpoint ended the connection while the request's body was still being sent. */
final class CutWhileSending implements Rule {
  private static final CauseId EARLY_CLOSE = CauseId.of("early-close-during-body");
  private static final CauseId TOO_LARGE = CauseId.of("request-too-large-upstream");
  private static final CauseId CRASH = CauseId.of("upstream-crash");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.WRITE_REQUEST) && trouble.wasCut() && trouble.sendingBody()) {
        String evidence = trouble.evidence();
        notes
            .favour(
                EARLY_CLOSE,
                trouble.wasCutAtReuse() ? HINT : LIKELY,
                trouble.named() + " was cut while the request's body was being sent",
                evidence)
            .favour(TOO_LARGE, HINT, "the body may be larger than it accepts", evidence)
            .favour(CRASH, HINT, "the process may have died over it", evidence);
      }
    }
    return notes.findings();
  }
}
