package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import java.util.List;

/** The gateway's own kernel forbade a TCP connection: a policy of that machine, not the network. */
final class NotAllowed implements Rule {
  private static final CauseId POLICY = CauseId.of("mac-policy-denied");
  private static final CauseId FIREWALL = CauseId.of("firewall-reject");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      String name = trouble.systemName();
      if (trouble.in(Phase.CONNECT)
          && !trouble.onUnixSocket()
          && (name.equals("EACCES") || name.equals("EPERM"))) {
        // connect(2): EPERM comes from a local firewall rule, EACCES more often from SELinux.
        boolean firewallFirst = name.equals("EPERM");
        String says = "the gateway's own system forbade the connection (" + name + ")";
        notes
            .favour(POLICY, firewallFirst ? HINT : LIKELY, says, trouble.evidence())
            .favour(FIREWALL, firewallFirst ? LIKELY : HINT, says, trouble.evidence());
      }
    }
    return notes.findings();
  }
}
