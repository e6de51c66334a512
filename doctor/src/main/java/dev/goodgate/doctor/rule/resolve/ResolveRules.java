package dev.goodgate.doctor.rule.resolve;

import dev.goodgate.doctor.rule.Rule;
import java.util.List;

/** Every rule about names, a line each. */
public final class ResolveRules {
  private ResolveRules() {}

  public static List<Rule> column() {
    return List.of(new LookupAnswer());
  }
}
