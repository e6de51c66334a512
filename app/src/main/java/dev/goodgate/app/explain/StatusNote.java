package dev.goodgate.app.explain;

import dev.goodgate.vocabulary.diagnosis.CauseId;
import java.util.List;

/**
 * What there is to say about a status. {@code not} is what it does not mean, {@code search} what it
 * does to search engines; causes come likeliest first.
 */
record StatusNote(
    String code,
    String name,
    List<String> aliases,
    String from,
    String shortly,
    String means,
    String not,
    String relatives,
    List<Likely> causes,
    FirstSteps first,
    String search) {
  /** A likely cause and why, as a clause. */
  record Likely(CauseId cause, String clause) {}

  /** What each kind of reader does first. */
  record FirstSteps(String visitor, String developer, String operator) {}

  StatusNote {
    aliases = List.copyOf(aliases);
    causes = List.copyOf(causes);
    if (causes.isEmpty()) {
      throw new IllegalArgumentException("status " + code + " names no cause");
    }
  }
}
