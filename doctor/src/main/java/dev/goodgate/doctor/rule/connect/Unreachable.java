package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;
import java.util.Set;

/** The network said at once that there is no way to the address. */
final class Unreachable implements Rule {
  private static final CauseId NO_ROUTE = CauseId.of("no-route");
  private static final CauseId HOST_DOWN = CauseId.of("host-down");
  private static final CauseId FIREWALL = CauseId.of("firewall-reject");
  private static final CauseId IPV6 = CauseId.of("dns-ipv6-unreachable");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.CONNECT) && trouble.showed(Symptom.UNREACHABLE)) {
        judge(trouble, notes);
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, Notes notes) {
    String evidence = trouble.evidence();
    String to = trouble.dialled();
    if (to.startsWith("[") && !trouble.endpoint().contains("[")) {
      notes.favour(IPV6, LIKELY, "a name led to the IPv6 address " + to, evidence);
    }
    if (Set.of("ENETUNREACH", "EINVAL").contains(trouble.systemName())) {
      notes.favour(NO_ROUTE, STRONG, "the gateway has no route to " + to, evidence);
    } else {
      notes
          .favour(HOST_DOWN, LIKELY, "nobody answers for the machine of " + to, evidence)
          .favour(NO_ROUTE, HINT, "a router may not know the way to " + to, evidence)
          .favour(FIREWALL, HINT, "a firewall may answer in this way", evidence);
    }
  }
}
