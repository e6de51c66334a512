package dev.goodgate.doctor.rule.head;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import java.util.List;

/** The answer began and the connection ended before its head was whole. */
final class CutHead implements Rule {
  private static final CauseId EOF_IN_HEADERS = CauseId.of("eof-in-headers");
  private static final CauseId CRASH = CauseId.of("upstream-crash");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.PARSE_HEAD) && trouble.wasCut()) {
        notes
            .favour(
                EOF_IN_HEADERS,
                STRONG,
                trouble.endpoint() + " ended the connection in the middle of the answer's head",
                trouble.evidence())
            .favour(CRASH, HINT, "its process may have died while writing", trouble.evidence());
      }
    }
    return notes.findings();
  }
}
