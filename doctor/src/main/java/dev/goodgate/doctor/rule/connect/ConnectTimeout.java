package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.CaseView.Sighting;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** Nothing came back to the attempt to connect. Not a refusal: that would have been an answer. */
final class ConnectTimeout implements Rule {
  private static final CauseId TIMEOUT = CauseId.of("connect-timeout");
  private static final CauseId DROPPED = CauseId.of("connect-timeout-drop");
  private static final CauseId HOST_DOWN = CauseId.of("host-down");
  private static final CauseId BACKLOG = CauseId.of("accept-backlog-full");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.CONNECT)
          && (trouble.showed(Symptom.TIMED_OUT) || trouble.systemName().equals("ETIMEDOUT"))) {
        judge(trouble, notes);
        view.sightings(trouble.endpoint()).stream()
            .filter(Sighting::well)
            .forEach(sighting -> alive(trouble, sighting, notes));
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, Notes notes) {
    String evidence = trouble.evidence();
    String to = trouble.dialled();
    notes.favour(TIMEOUT, PROOF, "nothing came back from " + to, evidence);
    if (isLoopback(to)) {
      // Packets to oneself are not lost, and the machine is up: what is left is a full queue.
      notes
          .favour(BACKLOG, LIKELY, to + " is this machine, so its queue must be full", evidence)
          .favour(DROPPED, HINT, "a local firewall rule may drop it", evidence);
    } else {
      notes
          .favour(DROPPED, LIKELY, "a firewall that drops silently looks like this", evidence)
          .favour(HOST_DOWN, HINT, "the machine of " + to + " may be gone", evidence)
          .favour(BACKLOG, HINT, "its queue for new connections may be full", evidence);
    }
  }

  private static void alive(Trouble trouble, Sighting sighting, Notes notes) {
    String says = trouble.endpoint() + " " + sighting.says();
    notes
        .oppose(HOST_DOWN, STRONG, says, sighting.evidence())
        .oppose(DROPPED, LIKELY, says, sighting.evidence())
        .favour(
            BACKLOG,
            STRONG,
            says + ", so the way is open and it cannot keep up",
            sighting.evidence(),
            trouble.evidence());
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.startsWith("[::1]");
  }
}
