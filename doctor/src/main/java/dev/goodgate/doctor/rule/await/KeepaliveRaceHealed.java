package dev.goodgate.doctor.rule.await;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import java.util.List;

/**
 * What the next attempt at the same endpoint shows about a suspected keep-alive race: a fresh
 * connection that works speaks for it, one that fails too shows that the kept connection was not to
 * blame.
 */
final class KeepaliveRaceHealed implements Rule {
  private static final CauseId RACE = CauseId.of("keepalive-race");
  private static final CauseId CRASH = CauseId.of("upstream-crash");

  @Override
  public Group group() {
    return Group.BREADTH;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.wasCutAtReuse()) {
        trouble.exchange().attempts().stream()
            .filter(next -> isFreshRetry(trouble, next))
            .findFirst()
            .ifPresent(next -> judge(trouble, next, notes));
      }
    }
    return notes.findings();
  }

  private static boolean isFreshRetry(Trouble trouble, Attempt next) {
    return trouble.attempt().filter(first -> next.number() > first.number()).isPresent()
        && next.endpoint().equals(trouble.endpoint())
        && next.connection().map(facts -> !facts.reused()).orElse(true);
  }

  private static void judge(Trouble trouble, Attempt next, Notes notes) {
    String evidence = trouble.evidence();
    switch (next.ending()) {
      case Ending.Answered(int status) ->
          notes
              .favour(RACE, LIKELY, "a fresh connection to it worked at once", evidence)
              .oppose(CRASH, LIKELY, "a fresh connection to it worked at once", evidence);
      case Ending.Failed failed ->
          notes
              .oppose(RACE, STRONG, "a fresh connection to it failed as well", evidence)
              .favour(CRASH, LIKELY, "kept and fresh connections to it fail alike", evidence);
      case Ending.Abandoned abandoned -> {
        // The client left before the fresh connection could show anything.
      }
    }
  }
}
