package dev.goodgate.doctor.rule.await;

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
 * What the endpoint did at other times tells a process that died from a port or a filter that never
 * lets anyone through.
 */
final class ClosedNowAndThen implements Rule {
  private static final CauseId CRASH = CauseId.of("upstream-crash");
  private static final CauseId RESTARTING = CauseId.of("upstream-restarting");
  private static final CauseId TLS_PORT = CauseId.of("plaintext-to-tls-port");
  private static final CauseId BLOCKED = CauseId.of("waf-or-allowlist-block");

  @Override
  public Group group() {
    return Group.HISTORY;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.unanswered() && trouble.wasCut() && !trouble.wasCutAtReuse()) {
        for (Sighting sighting : view.sightings(trouble.endpoint())) {
          judge(trouble, sighting, notes);
        }
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, Sighting sighting, Notes notes) {
    String says = trouble.endpoint() + " " + sighting.says();
    String[] both = {sighting.evidence(), trouble.evidence()};
    if (sighting.well()) {
      notes
          .oppose(TLS_PORT, STRONG, says + ", so it does speak plain HTTP", both)
          .oppose(BLOCKED, LIKELY, says + ", so nothing blocks the gateway", both)
          .favour(CRASH, HINT, says + ", and then cut this request off", both);
    } else if (sighting.isAfter(trouble.exchange()) && sighting.says().contains("refused")) {
      notes
          .favour(CRASH, LIKELY, says + " right after: its process is gone", both)
          .favour(RESTARTING, HINT, says + ", as during a restart", both);
    }
  }
}
