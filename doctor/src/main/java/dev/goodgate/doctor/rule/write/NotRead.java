package dev.goodgate.doctor.rule.write;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** The endpoint took the connection and then did not read what it was sent. */
final class NotRead implements Rule {
  private static final CauseId WRITE_TIMEOUT = CauseId.of("request-write-timeout");
  private static final CauseId EXPECT = CauseId.of("expect-100-mismatch");
  private static final CauseId STUCK = CauseId.of("upstream-workers-stuck");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.WRITE_REQUEST)
          && trouble.showed(Symptom.TIMED_OUT)
          && !trouble.by(Actor.CLIENT)) {
        if (trouble.failure().detail() instanceof Detail.Waited(String setting, _)
            && setting.equals("timeouts.first-byte")) {
          notes
              .favour(EXPECT, LIKELY, neverAsked(trouble), trouble.evidence())
              .favour(STUCK, HINT, "its workers may hang", trouble.evidence());
          continue;
        }
        notes
            .favour(
                WRITE_TIMEOUT,
                STRONG,
                trouble.endpoint() + " stopped reading the request",
                trouble.evidence())
            .favour(STUCK, HINT, "its workers may hang", trouble.evidence());
      }
    }
    return notes.findings();
  }

  private static String neverAsked(Trouble trouble) {
    return trouble.endpoint() + " never said that it wants the body the client held back";
  }
}
