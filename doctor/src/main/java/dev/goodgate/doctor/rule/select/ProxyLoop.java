package dev.goodgate.doctor.rule.select;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** The request carried the gateway's own mark, or its answer did. */
final class ProxyLoop implements Rule {
  private static final CauseId LOOP = CauseId.of("proxy-loop");

  @Override
  public Group group() {
    return Group.BYTES;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (CaseView.Story story : view.stories()) {
      if (story.exchange().cause().filter(LOOP.value()::equals).isPresent()
          || story
              .exchange()
              .failure()
              .filter(it -> it.symptom() == Symptom.CAME_ROUND)
              .isPresent()) {
        notes.favour(
            LOOP,
            PROOF,
            "the request came back to the gateway that had sent it on",
            story.evidence());
      }
    }
    return notes.findings();
  }
}
