package dev.goodgate.app.serve;

import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a valid plan may ask for that this version cannot do yet. It is said before anything starts:
 * a setting that is read and then ignored would be a trap.
 */
final class Abilities {
  private Abilities() {}

  /** A sentence for each thing asked for and missing, with the place where it is asked. */
  static List<String> missing(Plan plan) {
    List<String> missing = new ArrayList<>();
    for (Upstream upstream : plan.upstreams().values()) {
      String path = "upstreams." + upstream.name();
      if (upstream.limit().isPresent()) {
        missing.add(at(plan, path + ".limit") + "limits of concurrency");
      }
      if (plan.places().wrote(path + ".health")) {
        missing.add(at(plan, path + ".health") + "health checks");
      }
    }
    if (!plan.resolver().servers().isEmpty()) {
      missing.add(at(plan, "resolver.servers") + "name servers other than the system's");
    }
    return missing;
  }

  private static String at(Plan plan, String path) {
    return plan.places().of(path).map(place -> place + ": ").orElse("");
  }
}
