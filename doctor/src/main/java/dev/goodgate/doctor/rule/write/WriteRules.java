package dev.goodgate.doctor.rule.write;

import dev.goodgate.doctor.rule.Rule;
import java.util.List;

/** Every rule about requests that could not be sent, a line each. */
public final class WriteRules {
  private WriteRules() {}

  public static List<Rule> column() {
    return List.of(new CutWhileSending(), new NotRead());
  }
}
