package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import java.util.List;

/** The gateway's machine had run out of what a connection needs. No endpoint was even asked. */
final class OwnResources implements Rule {
  private static final CauseId PORTS = CauseId.of("ephemeral-ports-exhausted");
  private static final CauseId BIND = CauseId.of("source-bind-failed");
  private static final CauseId DESCRIPTORS = CauseId.of("gateway-fd-exhausted");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      switch (trouble.systemName()) {
        case "EMFILE", "ENFILE" ->
            notes.favour(
                DESCRIPTORS,
                PROOF,
                "the gateway has no file descriptor left (" + trouble.systemName() + ")",
                trouble.evidence());
        case "EADDRNOTAVAIL" -> {
          notes.favour(
              PORTS,
              STRONG,
              "there is no local port left towards " + to(trouble),
              trouble.evidence());
          if (trouble.in(Phase.BIND)) {
            notes.favour(
                BIND, HINT, "or the source address is not this machine's", trouble.evidence());
          }
        }
        default -> {
          // Any other word of the system belongs to another rule.
        }
      }
    }
    return notes.findings();
  }

  private static String to(Trouble trouble) {
    return trouble.dialled().isEmpty() ? "the upstream" : trouble.dialled();
  }
}
