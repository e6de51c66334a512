package dev.goodgate.doctor.rule.reply;

import dev.goodgate.doctor.rule.Rule;
import java.util.List;

/** Every rule about what the client got in the end, a line each. */
public final class ReplyRules {
  private ReplyRules() {}

  public static List<Rule> column() {
    return List.of(
        new UpstreamSaidIt(),
        new ClientLeft(),
        new ClientTooSlow(),
        new RetriesSeen(),
        new GatewaysWord());
  }
}
