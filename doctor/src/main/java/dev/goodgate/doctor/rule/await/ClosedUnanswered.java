package dev.goodgate.doctor.rule.await;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.diagnosis.Finding.Strength;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The endpoint took the request and ended the connection without one byte of an answer. Close or
 * reset does not matter: a kernel sends a reset for any close with unread data.
 */
final class ClosedUnanswered implements Rule {
  private static final CauseId RESET = CauseId.of("reset-before-response");
  private static final CauseId EOF = CauseId.of("eof-before-response");
  private static final CauseId CRASH = CauseId.of("upstream-crash");
  private static final CauseId WORKER_KILLED = CauseId.of("upstream-worker-timeout-kill");
  private static final CauseId TLS_PORT = CauseId.of("plaintext-to-tls-port");
  private static final CauseId BLOCKED = CauseId.of("waf-or-allowlist-block");

  /** Watchdogs of application servers count in whole seconds; nothing kills earlier. */
  private static final Duration WATCHDOG = Duration.ofSeconds(1);

  private static final Pattern TLS_PORT_NUMBER = Pattern.compile(".*:(443|8443|9443|6443)");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.unanswered() && trouble.wasCut()) {
        String word = trouble.showed(Symptom.RESET) ? " reset" : " closed";
        notes.favour(
            trouble.showed(Symptom.RESET) ? RESET : EOF,
            PROOF,
            trouble.named() + " was" + word + " before any answer",
            trouble.evidence());
        if (!trouble.wasCutAtReuse()) {
          judge(trouble, notes);
        }
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, Notes notes) {
    String evidence = trouble.evidence();
    String endpoint = trouble.endpoint();
    notes.favour(
        CRASH, HINT, endpoint + " took the request and closed without an answer", evidence);
    if (trouble.lasted().compareTo(WATCHDOG) >= 0) {
      notes.favour(
          WORKER_KILLED,
          LIKELY,
          endpoint + " worked for " + Words.span(trouble.lasted()) + " and was then cut off",
          evidence);
      return;
    }
    if (!trouble.onReusedConnection() && !endpoint.contains("https")) {
      Strength strength = TLS_PORT_NUMBER.matcher(endpoint).matches() ? LIKELY : HINT;
      notes.favour(
          TLS_PORT, strength, "a TLS port may close at once when spoken to in plain", evidence);
    }
    notes.favour(BLOCKED, HINT, "a filter may cut the gateway's connections", evidence);
  }
}
