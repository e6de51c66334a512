package dev.goodgate.doctor.rule.body;

import dev.goodgate.doctor.rule.Rule;
import java.util.List;

/** Every rule about the body of an answer, a line each. */
public final class BodyRules {
  private BodyRules() {}

  public static List<Rule> column() {
    return List.of(new CutBody(), new Stalled(), new OutOfTime(), new BrokenUnderGoodStatus());
  }
}
