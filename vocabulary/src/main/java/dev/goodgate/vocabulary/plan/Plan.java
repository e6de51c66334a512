package dev.goodgate.vocabulary.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a gateway was told to do. Whole and consistent once it exists: every route's upstream is
 * there. Upstreams keep the order in which they were written; {@code loops} is absent for one per
 * processor.
 */
public record Plan(
    String name,
    List<Listener> listeners,
    Trusted trusted,
    List<Route> routes,
    Map<String, Upstream> upstreams,
    Resolver resolver,
    Admin admin,
    Ledger ledger,
    AccessLog accessLog,
    Tracing tracing,
    Limits limits,
    OptionalInt loops,
    Places places) {
  public Plan {
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
    upstreams = Collections.unmodifiableMap(new LinkedHashMap<>(upstreams));
    for (Route route : routes) {
      if (!upstreams.containsKey(route.upstream())) {
        throw new IllegalArgumentException("route to an undefined upstream " + route.upstream());
      }
    }
  }
}
