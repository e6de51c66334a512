package dev.goodgate.doctor.rule.await;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Detail;
import java.util.List;

/** The endpoint gave up a stream of HTTP/2, or the connection, and its code says why. */
final class GivenUp implements Rule {
  private static final CauseId GOAWAY = CauseId.of("h2-goaway");
  private static final CauseId RESET = CauseId.of("h2-rst-stream");
  private static final CauseId REFUSED = CauseId.of("h2-refused-stream");
  private static final CauseId CALM = CauseId.of("h2-enhance-your-calm");
  private static final CauseId SECURITY = CauseId.of("h2-inadequate-security");
  private static final CauseId HTTP11 = CauseId.of("h2-http11-required");
  private static final CauseId RESTARTING = CauseId.of("upstream-restarting");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.failure().detail() instanceof Detail.GivenUp said) {
        CauseId cause = cause(said);
        String says = trouble.named() + " was given up: " + said.says();
        notes.favour(cause, PROOF, says, trouble.evidence());
        if (cause.equals(GOAWAY)) {
          notes.favour(RESTARTING, HINT, "endpoints say so when they restart", trouble.evidence());
        }
      }
    }
    return notes.findings();
  }

  private static CauseId cause(Detail.GivenUp said) {
    return switch (said.code()) {
      case "REFUSED_STREAM" -> REFUSED;
      case "ENHANCE_YOUR_CALM" -> CALM;
      case "INADEQUATE_SECURITY" -> SECURITY;
      case "HTTP_1_1_REQUIRED" -> HTTP11;
      default -> said.frame().equals("GOAWAY") ? GOAWAY : RESET;
    };
  }
}
