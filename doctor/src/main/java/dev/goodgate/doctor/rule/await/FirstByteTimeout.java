package dev.goodgate.doctor.rule.await;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.CaseView.Sighting;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.time.Duration;
import java.util.List;

/**
 * The request was sent and the answer did not begin in time. Silence looks the same whether the
 * work is long, something behind the application is slow, or its workers hang.
 */
final class FirstByteTimeout implements Rule {
  private static final CauseId TIMEOUT = CauseId.of("first-byte-timeout");
  private static final CauseId TOO_SHORT = CauseId.of("gateway-read-timeout-too-short");
  private static final CauseId DEPENDENCY = CauseId.of("upstream-dependency-slow");
  private static final CauseId STUCK = CauseId.of("upstream-workers-stuck");
  private static final CauseId FORGOTTEN = CauseId.of("middlebox-idle-drop");

  /** Below this, ordinary work is cut off too. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** The shortest idle limits of firewalls and address translators are of this order. */
  private static final Duration LONG_IDLE = Duration.ofMinutes(2);

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (matches(trouble)) {
        judge(trouble, notes);
        view.sightings(trouble.endpoint()).stream()
            .filter(Sighting::well)
            .forEach(sighting ->
                notes.oppose(
                    STUCK,
                    LIKELY,
                    trouble.endpoint() + " " + sighting.says(),
                    sighting.evidence()));
      }
    }
    return notes.findings();
  }

  static boolean matches(Trouble trouble) {
    return trouble.in(Phase.WAIT_FIRST_BYTE)
        && trouble.showed(Symptom.TIMED_OUT)
        && !trouble.by(Actor.CLIENT);
  }

  private static void judge(Trouble trouble, Notes notes) {
    String evidence = trouble.evidence();
    String endpoint = trouble.endpoint();
    String waited = Words.span(trouble.lasted());
    boolean impatient = trouble.lasted().compareTo(SHORT) < 0;
    notes
        .favour(TIMEOUT, PROOF, endpoint + " was silent until the gateway gave up", evidence)
        .favour(
            TOO_SHORT,
            impatient ? LIKELY : HINT,
            "the gateway gave " + endpoint + " only " + waited + " to begin its answer",
            evidence)
        .favour(
            DEPENDENCY, HINT, "the application may be waiting for something behind it", evidence)
        .favour(STUCK, HINT, "its workers may hang", evidence);
    if (trouble.connection().filter(it -> it.idle().compareTo(LONG_IDLE) >= 0).isPresent()) {
      notes.favour(
          FORGOTTEN,
          LIKELY,
          "the connection had been idle so long that a device on the way may have forgotten it",
          evidence);
    }
  }
}
