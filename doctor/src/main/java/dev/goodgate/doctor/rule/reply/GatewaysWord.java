package dev.goodgate.doctor.rule.reply;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Ending;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the gateway itself called it, knowing only this one exchange. A hint, so that a failure for
 * which there is no rule yet is at least named.
 */
final class GatewaysWord implements Rule {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  @Override
  public Group group() {
    return Group.WORD;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (CaseView.Story story : view.stories()) {
      if (story.exchange().ending() instanceof Ending.Answered) {
        continue;
      }
      story
          .exchange()
          .cause()
          .filter(cause -> FORM.matcher(cause).matches())
          .map(CauseId::of)
          .ifPresent(cause ->
              notes.favour(cause, HINT, "the gateway itself called it " + cause, story.evidence()));
    }
    return notes.findings();
  }
}
