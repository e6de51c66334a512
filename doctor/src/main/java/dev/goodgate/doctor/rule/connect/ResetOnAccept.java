package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import java.util.List;

/** Somebody took the connection and reset it at once, before it had read anything. */
final class ResetOnAccept implements Rule {
  private static final CauseId RESET = CauseId.of("reset-on-accept");
  private static final CauseId BLOCKED = CauseId.of("waf-or-allowlist-block");
  private static final CauseId TLS_PORT = CauseId.of("plaintext-to-tls-port");
  private static final CauseId PREFACE = CauseId.of("proxy-protocol-mismatch");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.CONNECT) && trouble.wasCut()) {
        String evidence = trouble.evidence();
        notes
            .favour(RESET, PROOF, trouble.dialled() + " reset the new connection", evidence)
            .favour(BLOCKED, HINT, "an allow-list may not know the gateway", evidence)
            .favour(TLS_PORT, HINT, "it may expect TLS", evidence)
            .favour(PREFACE, HINT, "it may expect a line of the PROXY protocol", evidence);
      }
    }
    return notes.findings();
  }
}
