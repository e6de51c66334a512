package dev.goodgate.doctor.rule.connect;

import dev.goodgate.doctor.rule.Rule;
import java.util.List;

/** Every rule about connections that could not be had, a line each. */
public final class ConnectRules {
  private ConnectRules() {}

  public static List<Rule> column() {
    return List.of(
        new Refused(),
        new RefusedForNow(),
        new LocalhostAsIpv6(),
        new UnixSocket(),
        new Unreachable(),
        new ConnectTimeout(),
        new ResetOnAccept(),
        new NotAllowed(),
        new OwnResources());
  }
}
