package dev.goodgate.doctor.rule.head;

import dev.goodgate.doctor.rule.Rule;
import java.util.List;

/** Every rule about the head of an answer, a line each. */
public final class HeadRules {
  private HeadRules() {}

  public static List<Rule> column() {
    return List.of(new WrongBytes(), new LeftOverBytes(), new CutHead(), new HeadTooLarge());
  }
}
