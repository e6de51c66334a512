package dev.goodgate.doctor.rule.reply;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import java.util.List;
import java.util.Optional;

/**
 * The error was the endpoint's own answer, passed on. 502 and 504 are words of gateways (RFC 9110
 * 15.6), so another one stands behind this one.
 */
final class UpstreamSaidIt implements Rule {
  private static final CauseId NESTED = CauseId.of("nested-gateway-error");
  private static final CauseId APP = CauseId.of("upstream-app-error");
  private static final CauseId TOO_LARGE = CauseId.of("request-too-large-upstream");
  private static final CauseId FIELDS = CauseId.of("cookies-too-big");
  private static final CauseId TLS_PORT = CauseId.of("plaintext-to-tls-port");
  private static final CauseId OVERLOADED = CauseId.of("upstream-self-503");

  @Override
  public Group group() {
    return Group.BYTES;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (CaseView.Story story : view.stories()) {
      for (Attempt attempt : story.exchange().attempts()) {
        if (attempt.ending() instanceof Ending.Answered(int status)
            && (status >= 500 || status == 413 || status == 431)) {
          judge(status, attempt, story.evidence(), notes);
        } else if (attempt.ending() instanceof Ending.Answered(int status)
            && status == 400
            && story.exchange().cause().equals(Optional.of(TLS_PORT.value()))) {
          String says = attempt.endpoint() + " itself answered 400, saying that its port wants TLS";
          notes.favour(TLS_PORT, STRONG, says, story.evidence());
        }
      }
    }
    return notes.findings();
  }

  private static void judge(int status, Attempt attempt, String evidence, Notes notes) {
    String says = attempt.endpoint() + " itself answered " + status;
    switch (status) {
      case 413 -> notes.favour(TOO_LARGE, STRONG, says + ": the body is too large", evidence);
      case 431 -> notes.favour(FIELDS, STRONG, says + ": the fields are too large", evidence);
      case 502, 504 ->
          notes
              .favour(NESTED, STRONG, says + ", which only a gateway behind it would say", evidence)
              .favour(APP, HINT, "an application may also choose that status", evidence);
      case 503 ->
          notes
              .favour(OVERLOADED, LIKELY, says + ": it says that it is overloaded", evidence)
              .favour(NESTED, HINT, "a gateway behind it may have said so", evidence);
      default ->
          notes.favour(
              APP,
              STRONG,
              says
                  + Aside.error(attempt.aside())
                      .map(line -> " and said beside it: " + line)
                      .orElse(", and the gateway passed it on"),
              evidence);
    }
  }
}
