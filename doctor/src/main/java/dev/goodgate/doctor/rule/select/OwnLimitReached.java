package dev.goodgate.doctor.rule.select;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** The gateway turned the request away because a limit of its plan was reached. */
final class OwnLimitReached implements Rule {
  private static final CauseId CONNECTION_LIMIT = CauseId.of("connection-limit-reached");
  private static final CauseId QUEUE_TIMEOUT = CauseId.of("queue-timeout");
  private static final CauseId CONNECTIONS = CauseId.of("gateway-connections-exhausted");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.by(Actor.GATEWAY) && !trouble.showed(Symptom.TOO_LARGE)) {
        judge(trouble, notes);
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, Notes notes) {
    String says = trouble.failure().detail().says();
    if (trouble.failure().detail() instanceof Detail.Waited(var setting, var limit)
        && setting.endsWith("queue-timeout")) {
      notes.favour(
          QUEUE_TIMEOUT,
          PROOF,
          "the request waited for its turn until " + says,
          trouble.evidence());
    }
    if (trouble.failure().detail() instanceof Detail.Limit(var setting, var limit)
        && trouble.showed(Symptom.LIMIT_REACHED)) {
      if (setting.endsWith("limit.concurrent") || setting.endsWith("limit.queue")) {
        notes.favour(CONNECTION_LIMIT, PROOF, "the gateway's own " + says, trouble.evidence());
      } else if (setting.endsWith("limits.connections")) {
        notes.favour(CONNECTIONS, PROOF, "the gateway's own " + says, trouble.evidence());
      }
    }
  }
}
