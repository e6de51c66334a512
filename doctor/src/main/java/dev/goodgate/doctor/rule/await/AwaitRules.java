package dev.goodgate.doctor.rule.await;

import dev.goodgate.doctor.rule.Rule;
import java.util.List;

/** Every rule about answers that never began, a line each. */
public final class AwaitRules {
  private AwaitRules() {}

  public static List<Rule> column() {
    return List.of(
        new KeepaliveRace(),
        new KeepaliveRaceHealed(),
        new ClosedUnanswered(),
        new ClosedNowAndThen(),
        new GivenUp(),
        new FirstByteTimeout(),
        new SlowAnswersSeen());
  }
}
