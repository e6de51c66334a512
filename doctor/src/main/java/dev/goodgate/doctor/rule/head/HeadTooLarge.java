package dev.goodgate.doctor.rule.head;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** The answer's head, or its trailer, is larger than the gateway takes. */
final class HeadTooLarge implements Rule {
  private static final CauseId SECTION = CauseId.of("response-header-section-too-large");
  private static final CauseId FIELDS = CauseId.of("too-many-response-headers");
  private static final CauseId TRAILER = CauseId.of("trailer-too-large");

  @Override
  public Group group() {
    return Group.BYTES;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.showed(Symptom.TOO_LARGE)
          && trouble.in(Phase.PARSE_HEAD, Phase.STREAM_BODY)
          && !trouble.by(Actor.CLIENT)) {
        String says = trouble.failure().detail().says();
        notes.favour(
            cause(trouble),
            PROOF,
            "the answer of "
                + trouble.endpoint()
                + " is too large"
                + (says.isEmpty() ? "" : ": " + says),
            trouble.evidence());
      }
    }
    return notes.findings();
  }

  private static CauseId cause(Trouble trouble) {
    if (trouble.in(Phase.STREAM_BODY)) {
      return TRAILER;
    }
    return trouble.failure().detail() instanceof Detail.Limit(String setting, long limit)
            && setting.contains("fields")
        ? FIELDS
        : SECTION;
  }
}
