package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import java.util.List;

/** The names behind the numbers in a record; those of one plan are one object. */
final class Names {
  private final List<Route> routes;
  private final List<List<String>> endpoints;

  Names(List<Route> routes, List<List<String>> endpoints) {
    this.routes = List.copyOf(routes);
    this.endpoints = List.copyOf(endpoints);
  }

  static Names of(Plan plan) {
    return new Names(
        plan.routes(), plan.routes().stream().map(route -> endpoints(plan, route)).toList());
  }

  private static List<String> endpoints(Plan plan, Route route) {
    return route.upstream().map(name -> plan.upstreams().get(name)).stream()
        .flatMap(upstream -> upstream.endpoints().stream())
        .map(Endpoint::written)
        .toList();
  }

  /** By route. */
  List<List<String>> endpoints() {
    return endpoints;
  }

  String route(int route) {
    return routes.get(route).name();
  }

  /** Empty where the gateway answers by itself. */
  String upstream(int route) {
    return routes.get(route).upstream().orElse("");
  }

  /** Empty where none was asked. */
  String endpoint(int route, int endpoint) {
    return endpoint < 0 ? "" : endpoints.get(route).get(endpoint);
  }
}
