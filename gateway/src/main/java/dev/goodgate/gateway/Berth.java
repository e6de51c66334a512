package dev.goodgate.gateway;

import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Listener;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which listener it is, in one plan and in the next: the {@code nth} of those that are written with
 * the same address, for many may be where the port is any free one.
 */
record Berth(HostPort written, int nth) {
  /** Those of the plan's listeners, in their order. */
  static List<Berth> of(Plan plan) {
    Map<HostPort, Integer> met = new HashMap<>();
    List<Berth> berths = new ArrayList<>();
    for (Listener each : plan.listeners()) {
      berths.add(new Berth(each.address(), met.merge(each.address(), 1, Integer::sum)));
    }
    return List.copyOf(berths);
  }
}
