package dev.goodgate.doctor.rule.body;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Phase;
import java.util.List;

/** The limit for the whole exchange ended an answer that was still coming. */
final class OutOfTime implements Rule {
  private static final CauseId TOTAL = CauseId.of("total-timeout");
  private static final CauseId STALL = CauseId.of("body-stall");

  @Override
  public Group group() {
    return Group.TIMING;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (matches(trouble) && hadBegun(trouble)) {
        notes
            .favour(
                TOTAL,
                STRONG,
                trouble.failure().detail().says() + " while the answer was still coming",
                trouble.evidence())
            .favour(STALL, HINT, "it may have stopped coming before that", trouble.evidence());
      }
    }
    return notes.findings();
  }

  static boolean matches(Trouble trouble) {
    return trouble.failure().detail() instanceof Detail.Waited(var setting, var limit)
        && setting.endsWith("timeouts.total");
  }

  private static boolean hadBegun(Trouble trouble) {
    return trouble.in(Phase.PARSE_HEAD, Phase.STREAM_BODY)
        || trouble.attempt().map(Attempt::receivedBytes).orElse(0L) > 0;
  }
}
