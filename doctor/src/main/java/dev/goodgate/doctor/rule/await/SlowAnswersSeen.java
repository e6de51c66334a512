package dev.goodgate.doctor.rule.await;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import java.time.Duration;
import java.util.List;

/**
 * Other answers of the same upstream that came just in time show that its work is long; quick ones
 * show that it is not everything that is slow.
 */
final class SlowAnswersSeen implements Rule {
  private static final CauseId TOO_SHORT = CauseId.of("gateway-read-timeout-too-short");
  private static final CauseId STUCK = CauseId.of("upstream-workers-stuck");

  @Override
  public Group group() {
    return Group.BREADTH;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (FirstByteTimeout.matches(trouble)) {
        for (CaseView.Story story : view.stories()) {
          if (story.exchange().upstream().equals(trouble.exchange().upstream())) {
            story.exchange().attempts().forEach(other -> judge(trouble, story, other, notes));
          }
        }
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, CaseView.Story story, Attempt other, Notes notes) {
    if (!(other.ending() instanceof Ending.Answered) || other.timing().firstByte().isEmpty()) {
      return;
    }
    Duration took = other.timing().firstByte().get();
    if (took.multipliedBy(2).compareTo(trouble.lasted()) >= 0) {
      notes.favour(
          TOO_SHORT,
          LIKELY,
          "another answer began after " + Words.span(took) + ", close to the limit",
          story.evidence(),
          trouble.evidence());
    } else {
      notes.oppose(STUCK, HINT, "another answer began after " + Words.span(took), story.evidence());
    }
  }
}
