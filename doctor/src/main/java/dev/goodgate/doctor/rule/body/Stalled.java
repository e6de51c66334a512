package dev.goodgate.doctor.rule.body;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
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

/** The answer began, in its head or its body, and then nothing more came. */
final class Stalled implements Rule {
  private static final CauseId STALL = CauseId.of("body-stall");
  private static final CauseId DEPENDENCY = CauseId.of("upstream-dependency-slow");

  @Override
  public Group group() {
    return Group.TIMING;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.PARSE_HEAD, Phase.STREAM_BODY)
          && trouble.showed(Symptom.TIMED_OUT)
          && !trouble.by(Actor.CLIENT)
          && !OutOfTime.matches(trouble)) {
        String part = trouble.in(Phase.PARSE_HEAD) ? "head" : "body";
        notes
            .favour(
                STALL,
                STRONG,
                trouble.endpoint() + " began its answer and fell silent inside the " + part,
                trouble.evidence())
            .favour(
                DEPENDENCY, HINT, "it may be waiting for something behind it", trouble.evidence());
      }
    }
    return notes.findings();
  }
}
