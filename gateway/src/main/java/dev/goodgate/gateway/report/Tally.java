package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts exchanges and attempts. Written by the reporter's thread, read by any. Counts go by names,
 * not by the numbers of one plan, so they go on under the next; and only names of plans count, so a
 * client cannot make them many.
 */
final class Tally {
  /** Plans that name ever new endpoints come to this; what is beyond is counted together. */
  static final int MOST = 4_096;

  private final Map<Counts.Way, WayTally> ways = new ConcurrentHashMap<>();
  private final Map<Counts.Way, EndpointTally> endpoints = new ConcurrentHashMap<>();

  void count(Noted noted, Ways of) {
    of.tally(noted, this).count(noted);
  }

  void count(Exchange exchange) {
    String upstream = exchange.upstream().orElse("");
    List<Attempt> attempts = exchange.attempts();
    String last = attempts.isEmpty() ? "" : attempts.getLast().endpoint();
    way(exchange.route().orElse(""), upstream, last).count(exchange);
    for (Attempt attempt : attempts) {
      endpoint(upstream, attempt.endpoint()).count(attempt);
    }
  }

  WayTally way(String route, String upstream, String endpoint) {
    Counts.Way way = new Counts.Way(route, upstream, endpoint);
    Counts.Way told = ways.size() < MOST || ways.containsKey(way) ? way : Counts.Way.MORE;
    WayTally known = ways.get(told);
    return known != null
        ? known
        : ways.computeIfAbsent(told, _ -> new WayTally(endpoint(upstream, endpoint)));
  }

  private EndpointTally endpoint(String upstream, String endpoint) {
    Counts.Way way = new Counts.Way("", upstream, endpoint);
    Counts.Way told = endpoints.size() < MOST || endpoints.containsKey(way) ? way : Counts.Way.MORE;
    return endpoints.computeIfAbsent(told, _ -> new EndpointTally());
  }

  Counts read() {
    List<Counts.OfWay> ofWays = new ArrayList<>();
    ways.forEach((way, tally) -> ofWays.add(tally.read(way)));
    List<Counts.OfEndpoint> ofEndpoints = new ArrayList<>();
    endpoints.forEach((way, tally) -> {
      if (!way.endpoint().isEmpty()) {
        ofEndpoints.add(tally.read(way.upstream(), way.endpoint()));
      }
    });
    return new Counts(ofWays, ofEndpoints);
  }
}
