package dev.goodgate.doctor.rule.await;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import java.time.Duration;
import java.util.List;

/**
 * The endpoint closed a kept connection at the very moment at which the gateway reused it: not one
 * byte came, at once, on a connection that had been idle. The close and the request passed each
 * other on the way.
 */
final class KeepaliveRace implements Rule {
  private static final CauseId RACE = CauseId.of("keepalive-race");
  private static final CauseId CRASH = CauseId.of("upstream-crash");

  /** The shortest keep-alive time in common use is 2 s (gunicorn); less idling is no idling. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  @Override
  public Group group() {
    return Group.CONNECTION;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.wasCutAtReuse()) {
        judge(trouble, trouble.connection().orElseThrow(), notes);
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, ConnectionFacts connection, Notes notes) {
    boolean hadIdled = connection.idle().compareTo(IDLE) >= 0;
    notes
        .favour(
            RACE,
            hadIdled ? STRONG : LIKELY,
            trouble.endpoint()
                + " closed a kept connection, idle for "
                + Words.span(connection.idle())
                + ", just as it was reused: no byte came",
            trouble.evidence())
        .favour(CRASH, HINT, "its process may have died at that moment", trouble.evidence());
  }
}
