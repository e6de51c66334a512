package dev.goodgate.doctor.rule.head;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import java.util.List;

/**
 * Garbage at the start of an answer on a connection that had worked before: an endpoint does not
 * change its protocol, so it is more likely the rest of the answer before, whose length was wrong.
 */
final class LeftOverBytes implements Rule {
  private static final CauseId EXCESS = CauseId.of("excess-body");
  private static final CauseId NOT_HTTP = CauseId.of("response-not-http");

  @Override
  public Group group() {
    return Group.CONNECTION;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.onReusedConnection()
          && trouble.failure().detail() instanceof Detail.Wrong(Defect defect, String sample)
          && (defect == Defect.NOT_HTTP || defect == Defect.BAD_START_LINE)) {
        String says = trouble.endpoint() + " had spoken HTTP over this connection before";
        notes
            .favour(EXCESS, LIKELY, says + ", so this may be left over", trouble.evidence())
            .oppose(NOT_HTTP, LIKELY, says, trouble.evidence());
      }
    }
    return notes.findings();
  }
}
