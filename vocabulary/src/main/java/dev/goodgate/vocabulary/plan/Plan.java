package dev.goodgate.vocabulary.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a gateway was told to do. Whole and consistent once it exists: every route's upstream is
 * there. Upstreams keep the order in which they were written; {@code loops} is absent for one per
 * processor; {@code headers} are edits on every route, before its own.
 */
public record Plan(
    String name,
    List<Listener> listeners,
    Trusted trusted,
    LoopGuard loopGuard,
    List<Route> routes,
    HeaderEdits headers,
    Map<String, Upstream> upstreams,
    Resolver resolver,
    Admin admin,
    Ledger ledger,
    AccessLog accessLog,
    Tracing tracing,
    Limits limits,
    Buffers buffers,
    OptionalInt loops,
    Places places) {
  public Plan {
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
    upstreams = Collections.unmodifiableMap(new LinkedHashMap<>(upstreams));
    Set<String> known = upstreams.keySet();
    for (Route route : routes) {
      if (route.upstream().filter(each -> !known.contains(each)).isPresent()) {
        throw new IllegalArgumentException("route to an undefined upstream: " + route.name());
      }
    }
  }

  /** A plan without edits, that traces nothing. */
  public Plan(
      String name,
      List<Listener> listeners,
      Trusted trusted,
      List<Route> routes,
      Map<String, Upstream> upstreams,
      Resolver resolver,
      Admin admin,
      Ledger ledger,
      AccessLog accessLog,
      Limits limits,
      OptionalInt loops,
      Places places) {
    this(
        name,
        listeners,
        trusted,
        LoopGuard.VIA,
        routes,
        HeaderEdits.NONE,
        upstreams,
        resolver,
        admin,
        ledger,
        accessLog,
        Tracing.OFF,
        limits,
        Buffers.DEFAULT,
        loops,
        places);
  }
}
