package dev.goodgate.doctor.rule.reply;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.util.List;

/** What retries made of the failures before them; the cause is still the first attempt's. */
final class RetriesSeen implements Rule {
  private static final CauseId HIDDEN = CauseId.of("hidden-retry-success");
  private static final CauseId USED_UP = CauseId.of("retry-budget-exhausted");

  @Override
  public Group group() {
    return Group.BREADTH;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (CaseView.Story story : view.stories()) {
      Exchange exchange = story.exchange();
      long failed = exchange.attempts().stream().filter(each -> each.failure().isPresent()).count();
      switch (exchange.ending()) {
        case Ending.Answered(int status) when failed > 0 && lastAnswered(exchange) ->
            notes.favour(
                HIDDEN,
                PROOF,
                "a retry hid it: the client got status " + status + ", only later",
                story.evidence());
        case Ending.Failed cause when failed > 1 ->
            notes.favour(
                USED_UP, PROOF, failed + " attempts were made and all failed", story.evidence());
        case Ending.Answered answered -> {
          // Nothing was retried.
        }
        case Ending.Failed once -> {
          // There was no retry.
        }
        case Ending.Abandoned abandoned -> {
          // How it would have ended is not known.
        }
      }
    }
    return notes.findings();
  }

  /** An answer that was passed on and had something wrong with it was not retried. */
  private static boolean lastAnswered(Exchange exchange) {
    return exchange.attempts().getLast().ending() instanceof Ending.Answered;
  }
}
