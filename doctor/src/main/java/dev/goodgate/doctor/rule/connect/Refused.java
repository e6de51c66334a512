package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/**
 * A TCP connection was refused: the machine is alive and nothing listens at that address and port.
 * Why not, a refusal alone cannot tell.
 */
final class Refused implements Rule {
  private static final CauseId REFUSED = CauseId.of("conn-refused");
  private static final CauseId NOT_RUNNING = CauseId.of("upstream-not-running");
  private static final CauseId WRONG_PORT = CauseId.of("wrong-port");
  private static final CauseId WRONG_INTERFACE = CauseId.of("wrong-interface");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (matches(trouble)) {
        String evidence = trouble.evidence();
        notes
            .favour(REFUSED, PROOF, trouble.dialled() + " refused the connection", evidence)
            .favour(
                NOT_RUNNING,
                LIKELY,
                trouble.dialled() + " refused the connection: nothing listens there",
                evidence)
            .favour(WRONG_PORT, HINT, "the application may listen on another port", evidence)
            .favour(
                WRONG_INTERFACE,
                HINT,
                "the application may listen on another address of its machine",
                evidence);
      }
    }
    return notes.findings();
  }

  static boolean matches(Trouble trouble) {
    return trouble.in(Phase.CONNECT)
        && !trouble.onUnixSocket()
        && (trouble.showed(Symptom.REFUSED) || trouble.systemName().equals("ECONNREFUSED"));
  }
}
