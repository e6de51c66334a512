package dev.goodgate.vocabulary.plan;

import java.util.Optional;

/** What is done with the requests that match. The first route that matches wins. */
public record Route(String name, Match match, Action action, Treatment treatment) {
  /** A route that leads to an upstream, and changes nothing on the way. */
  public Route(String name, Match match, String upstream) {
    this(name, match, new Action.Pass(upstream), Treatment.NONE);
  }

  /** Where it leads; absent where the gateway answers by itself. */
  public Optional<String> upstream() {
    return action instanceof Action.Pass(String upstream)
        ? Optional.of(upstream)
        : Optional.empty();
  }
}
