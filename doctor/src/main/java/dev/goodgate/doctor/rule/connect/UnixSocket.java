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
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/**
 * On a unix socket the system's word for a failed connect names the cause (unix(7), connect(2)).
 */
final class UnixSocket implements Rule {
  private static final CauseId MISSING = CauseId.of("unix-socket-missing");
  private static final CauseId STALE = CauseId.of("unix-socket-stale");
  private static final CauseId PERMISSION = CauseId.of("unix-socket-permission");
  private static final CauseId POLICY = CauseId.of("mac-policy-denied");
  private static final CauseId BACKLOG = CauseId.of("unix-socket-backlog-full");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.CONNECT) && trouble.onUnixSocket()) {
        judge(trouble, notes);
        missingAsSeen(view, trouble, notes);
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, Notes notes) {
    String evidence = trouble.evidence();
    String socket = trouble.endpoint();
    switch (trouble.systemName()) {
      case "ENOENT" -> notes.favour(MISSING, PROOF, socket + " does not exist (ENOENT)", evidence);
      case "ECONNREFUSED" ->
          notes.favour(
              STALE, STRONG, socket + " exists and nobody listens on it (ECONNREFUSED)", evidence);
      case "EACCES", "EPERM" -> {
        notes.favour(PERMISSION, STRONG, "the gateway may not open " + socket, evidence);
        notes.favour(POLICY, HINT, "SELinux or AppArmor may forbid it", evidence);
      }
      case "EAGAIN" ->
          notes.favour(BACKLOG, STRONG, "the queue of " + socket + " is full (EAGAIN)", evidence);
      default -> {
        // A refusal without the system's word leaves open whether the file is there.
        if (trouble.showed(Symptom.REFUSED)) {
          notes.favour(STALE, HINT, socket + " refused the connection", evidence);
          notes.favour(MISSING, HINT, "the file may be missing", evidence);
        } else if (trouble.showed(Symptom.DENIED)) {
          notes.favour(
              MISSING,
              STRONG,
              socket + " is no socket to connect to: " + trouble.failure().detail().says(),
              evidence);
        }
      }
    }
  }

  private static void missingAsSeen(CaseView view, Trouble trouble, Notes notes) {
    view.sightings(trouble.endpoint()).stream()
        .filter(sighting -> !sighting.well() && sighting.says().contains("does not exist"))
        .forEach(sighting ->
            notes.favour(
                MISSING,
                PROOF,
                trouble.endpoint() + " " + sighting.says(),
                sighting.evidence(),
                trouble.evidence()));
  }
}
