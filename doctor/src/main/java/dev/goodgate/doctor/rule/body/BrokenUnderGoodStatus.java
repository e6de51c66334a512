package dev.goodgate.doctor.rule.body;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Ending;
import java.util.List;

/** What is seen when an answer breaks after its status was passed on; not why. */
final class BrokenUnderGoodStatus implements Rule {
  private static final CauseId BROKEN = CauseId.of("body-sent-status-200-broken");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (CaseView.Story story : view.stories()) {
      story
          .exchange()
          .reply()
          .filter(reply -> !reply.whole() && reply.status() < 400)
          .filter(reply -> story.exchange().ending() instanceof Ending.Failed)
          .ifPresent(reply ->
              notes.favour(
                  BROKEN,
                  PROOF,
                  "the client had been sent status "
                      + reply.status()
                      + " and "
                      + reply.bodyBytes()
                      + " bytes, and was then cut off so that it can see the loss",
                  story.evidence()));
    }
    return notes.findings();
  }
}
