package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Upstream;
import java.util.List;

/** The names behind the numbers in a record. */
record Names(List<Route> routes, List<List<String>> endpoints) {
  static Names of(Plan plan) {
    return new Names(
        plan.routes(), plan.routes().stream().map(route -> endpoints(plan, route)).toList());
  }

  private static List<String> endpoints(Plan plan, Route route) {
    Upstream upstream = plan.upstreams().get(route.upstream());
    return upstream == null
        ? List.of()
        : upstream.endpoints().stream().map(Endpoint::written).toList();
  }

  String route(int route) {
    return routes.get(route).name();
  }

  String upstream(int route) {
    return routes.get(route).upstream();
  }

  String endpoint(int route, int endpoint) {
    return endpoints.get(route).get(endpoint);
  }
}
