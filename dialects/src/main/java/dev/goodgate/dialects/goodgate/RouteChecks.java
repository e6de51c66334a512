package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.spelling.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether every route can be reached and leads somewhere, and every upstream is led to. */
final class RouteChecks {
  private record Taker(Match match, Values.Scope route) {}

  private final Values.Scope plan;
  private final Complaints complaints;

  RouteChecks(Values plan, Complaints complaints) {
    this.plan = plan.whole();
    this.complaints = complaints;
  }

  void run() {
    List<Taker> earlier = new ArrayList<>();
    Map<String, Spot> names = new HashMap<>();
    Set<String> used = new HashSet<>();
    Map<String, Values.Scope> upstreams = plan.named("upstreams");
    for (Values.Scope route : plan.items("routes")) {
      route.written(RouteSettings.UPSTREAM).ifPresent(used::add);
      leadsSomewhere(route, upstreams.keySet());
      hasOneAction(route);
      passesOrAnswers(route);
      new EditChecks(route, RouteSettings.HEADERS, complaints).run();
      RouteAssembly.match(route).ifPresent(match -> isReachable(new Taker(match, route), earlier));
      hasItsOwnName(route, names);
    }
    new EditChecks(plan, Settings.HEADERS, complaints).run();
    if (used.isEmpty() || !upstreams.keySet().containsAll(used)) {
      // a slip in the name of an upstream is told once, not at both of its ends
      return;
    }
    for (Map.Entry<String, Values.Scope> upstream : upstreams.entrySet()) {
      if (!used.contains(upstream.getKey())) {
        String message = "no route leads to the upstream `" + upstream.getKey() + "`";
        complaints.warning(upstream.getValue().spot(), message, "a route, or no such upstream");
      }
    }
  }

  private void leadsSomewhere(Values.Scope route, Set<String> upstreams) {
    Optional<String> upstream = route.written(RouteSettings.UPSTREAM);
    if (upstream.isPresent() && !upstreams.contains(upstream.get())) {
      complaints.error(
          route.spot(RouteSettings.UPSTREAM),
          "there is no upstream " + Shown.quoted(upstream.get()),
          upstreams.isEmpty() ? "a name defined in `upstreams`" : "one of " + listed(upstreams),
          complaints.isFull() ? null : Spelling.nearest(upstream.get(), upstreams).orElse(null));
    }
  }

  private void hasOneAction(Values.Scope route) {
    List<String> actions = RouteSettings.ACTIONS.stream().filter(route::wroteSection).toList();
    if (actions.isEmpty()) {
      complaints.error(
          route.spot(),
          "`" + route.path() + "` has no `upstream`, nor a `redirect` or `reply`",
          "one of `upstream`, `redirect` and `reply`");
    }
    for (String more : actions.stream().skip(1).toList()) {
      complaints.error(
          route.spotOfSection(more),
          "the route has both `" + actions.getFirst() + "` and `" + more + "`",
          "one of them");
    }
  }

  /** What only changes the way to an endpoint. */
  private void passesOrAnswers(Values.Scope route) {
    for (String section : List.of("path", "buffer", "compress")) {
      if (route.wroteSection(section) && !route.wroteSection("upstream")) {
        complaints.error(
            route.spotOfSection(section),
            "`" + section + "` is without effect where the gateway answers by itself",
            "it on a route that leads to an `upstream`");
      }
    }
  }

  private void isReachable(Taker later, List<Taker> earlier) {
    for (Taker taker : earlier) {
      if (Cover.isCovered(later.match(), taker.match())) {
        complaints.error(
            later.route().spot(),
            "no request reaches this route",
            "it above the route on line "
                + taker.route().spot().line()
                + ", which takes everything it would take");
        return;
      }
    }
    earlier.add(later);
  }

  private void hasItsOwnName(Values.Scope route, Map<String, Spot> names) {
    Optional<String> name = route.written(RouteSettings.NAME);
    if (name.isEmpty()) {
      return;
    }
    Spot first = names.putIfAbsent(name.get(), route.spot(RouteSettings.NAME));
    if (first != null) {
      complaints.error(
          route.spot(RouteSettings.NAME),
          "the route on line " + first.line() + " is called " + Shown.quoted(name.get()) + " too",
          "a name of its own");
    }
  }

  private static String listed(Set<String> names) {
    List<String> few = names.stream().limit(8).toList();
    return String.join(", ", few) + (few.size() < names.size() ? ", ..." : "");
  }
}
