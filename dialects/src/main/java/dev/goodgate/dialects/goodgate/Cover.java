package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Match;
import java.util.Map;
import java.util.Optional;

/**
 * Whether one match takes every request that another would take. Asking pair by pair misses nothing
 * of hosts, paths and fields: where several matches cover a later one together, one of them does so
 * alone, as there is always a further host below a pattern and a further path below a prefix.
 * Methods that are shared out among several earlier ones are not put together.
 */
final class Cover {
  private Cover() {}

  static boolean isCovered(Match later, Match earlier) {
    return hostIsCovered(later.host(), earlier.host())
        && pathIsCovered(later.path(), earlier.path())
        && (earlier.methods().isEmpty()
            || (!later.methods().isEmpty() && earlier.methods().containsAll(later.methods())))
        && earlier.fields().entrySet().stream().allMatch(field -> asksFor(later, field));
  }

  private static boolean asksFor(Match later, Map.Entry<String, String> field) {
    return later.fields().entrySet().stream()
        .anyMatch(each ->
            each.getKey().equalsIgnoreCase(field.getKey())
                && (field.getValue().equals(Match.ANY_VALUE)
                    || field.getValue().equals(each.getValue())));
  }

  /** {@code *.b.c} takes {@code a.b.c} and {@code *.a.b.c}, and does not take {@code b.c}. */
  private static boolean hostIsCovered(Optional<String> later, Optional<String> earlier) {
    if (earlier.isEmpty()) {
      return true;
    }
    if (later.isEmpty()) {
      return false;
    }
    String host = later.get();
    String pattern = earlier.get();
    if (host.equals(pattern)) {
      return true;
    }
    return pattern.startsWith("*.")
        && host.endsWith(pattern.substring(1))
        && host.length() > pattern.length() - 1;
  }

  /** As every path begins with {@code /}, that prefix takes what no path takes. */
  private static boolean pathIsCovered(Optional<String> later, Optional<String> earlier) {
    if (earlier.isEmpty() || earlier.get().equals("/")) {
      return true;
    }
    if (later.isEmpty()) {
      return false;
    }
    return later.get().equals(earlier.get())
        || (earlier.get().endsWith("/") && later.get().startsWith(earlier.get()));
  }
}
