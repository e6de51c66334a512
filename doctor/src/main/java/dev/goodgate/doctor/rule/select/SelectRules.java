package dev.goodgate.doctor.rule.select;

import dev.goodgate.doctor.rule.Rule;
import java.util.List;

/** Every rule about failures before an endpoint was tried, a line each. */
public final class SelectRules {
  private SelectRules() {}

  public static List<Rule> column() {
    return List.of(
        new RouteNotFound(),
        new NoEndpointLeft(),
        new ProxyLoop(),
        new OwnLimitReached(),
        new RequestRefused(),
        new GatewayItself());
  }
}
