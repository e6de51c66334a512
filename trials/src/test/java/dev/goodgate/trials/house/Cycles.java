package dev.goodgate.trials.house;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the ways that lead from a package back to itself. */
final class Cycles {
  private Cycles() {}

  /** One line a group of packages that see each other, in a stable order. */
  static List<String> in(Map<String, Set<String>> seen) {
    Set<String> told = new LinkedHashSet<>();
    for (String start : new TreeMap<>(seen).keySet()) {
      Set<String> group = new HashSet<>(reachable(start, seen));
      group.removeIf(each -> !reachable(each, seen).contains(start));
      if (group.contains(start)) {
        told.add(String.join(" <-> ", group.stream().sorted().toList()));
      }
    }
    return List.copyOf(told);
  }

  private static Set<String> reachable(String start, Map<String, Set<String>> seen) {
    Set<String> reached = new HashSet<>();
    Deque<String> ahead = new ArrayDeque<>(seen.getOrDefault(start, Set.of()));
    while (!ahead.isEmpty()) {
      String next = ahead.pop();
      if (reached.add(next)) {
        ahead.addAll(seen.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }
}
