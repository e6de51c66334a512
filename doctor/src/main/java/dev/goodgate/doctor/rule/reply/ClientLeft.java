package dev.goodgate.doctor.rule.reply;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.time.Duration;
import java.util.List;

/** The client went away before it had its reply. */
final class ClientLeft implements Rule {
  private static final CauseId CLIENT_CLOSED = CauseId.of("client-closed");
  private static final CauseId OUTER_TIMEOUT = CauseId.of("outer-timeout-shorter");

  /** Programs give up after whole seconds, five at the least; people at any moment. */
  private static final Duration SHORTEST_TIMER = Duration.ofSeconds(5);

  private static final long TIMER_SLACK_MILLIS = 150;

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (CaseView.Story story : view.stories()) {
      if (left(story.exchange())) {
        String after = story.exchange().took().toMillis() + " ms";
        notes.favour(
            CLIENT_CLOSED,
            STRONG,
            "the client closed its connection after " + after,
            story.evidence());
        notes.favour(
            OUTER_TIMEOUT,
            looksLikeTimer(story.exchange().took()) ? LIKELY : HINT,
            "a gateway or program further out may give up after " + after,
            story.evidence());
      }
    }
    return notes.findings();
  }

  private static boolean left(Exchange exchange) {
    return switch (exchange.ending()) {
      case Ending.Abandoned abandoned -> true;
      case Ending.Failed(var failure) ->
          failure.actor() == Actor.CLIENT
              && (failure.symptom() == Symptom.RESET || failure.symptom() == Symptom.CLOSED_EARLY);
      case Ending.Answered answered -> false;
    };
  }

  private static boolean looksLikeTimer(Duration took) {
    return took.compareTo(SHORTEST_TIMER) >= 0 && took.toMillis() % 5_000 <= TIMER_SLACK_MILLIS;
  }
}
