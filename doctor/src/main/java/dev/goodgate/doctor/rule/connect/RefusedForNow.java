package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.CaseView.Sighting;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import java.util.List;

/**
 * What refuses now was seen to answer at another time. So address and port are right, and something
 * happened to the process.
 */
final class RefusedForNow implements Rule {
  private static final CauseId RESTARTING = CauseId.of("upstream-restarting");
  private static final CauseId CRASH = CauseId.of("upstream-crash");
  private static final CauseId NOT_RUNNING = CauseId.of("upstream-not-running");
  private static final CauseId WRONG_PORT = CauseId.of("wrong-port");
  private static final CauseId WRONG_INTERFACE = CauseId.of("wrong-interface");

  @Override
  public Group group() {
    return Group.HISTORY;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (Refused.matches(trouble)) {
        for (Sighting sighting : view.sightings(trouble.endpoint())) {
          judge(trouble, sighting, notes);
        }
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, Sighting sighting, Notes notes) {
    String endpoint = trouble.endpoint();
    String[] both = {sighting.evidence(), trouble.evidence()};
    if (!sighting.well()) {
      notes.favour(
          NOT_RUNNING, HINT, endpoint + " fails at other times too: " + sighting.says(), both);
      return;
    }
    String answered = endpoint + " " + sighting.says() + ", and refused now";
    notes
        .oppose(WRONG_PORT, STRONG, endpoint + " did answer: " + sighting.says(), both)
        .oppose(WRONG_INTERFACE, STRONG, endpoint + " did answer: " + sighting.says(), both);
    if (sighting.isAfter(trouble.exchange())) {
      notes
          .favour(RESTARTING, LIKELY, endpoint + " came back: " + sighting.says(), both)
          .favour(CRASH, HINT, "it may have crashed and been started again", both)
          .oppose(NOT_RUNNING, STRONG, endpoint + " came back: " + sighting.says(), both);
    } else {
      notes
          .favour(RESTARTING, LIKELY, answered + ", as during a restart", both)
          .favour(CRASH, LIKELY, answered + ", as after a crash", both)
          .oppose(NOT_RUNNING, LIKELY, "it was running: " + sighting.says(), both);
    }
  }
}
