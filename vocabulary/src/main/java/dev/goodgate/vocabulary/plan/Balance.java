package dev.goodgate.vocabulary.plan;

/** How an endpoint is chosen. */
public sealed interface Balance {
  /** One after the other. */
  record RoundRobin() implements Balance {}

  /** Of two, the one that has less to do. */
  record LeastRequests() implements Balance {}

  /**
   * For the same key the same one; {@code bounded} tells whether one that has much more to do than
   * the others passes requests on to them.
   */
  record Hash(By by, boolean bounded) implements Balance {
    public static final Hash DEFAULT = new Hash(new By.Client(), true);
  }

  /** What of a request is the key. A request without it goes by its client's address. */
  sealed interface By {
    /** The client's address. */
    record Client() implements By {}

    /** The path, without the query. */
    record Path() implements By {}

    record Header(String name) implements By {}

    record Cookie(String name) implements By {}
  }

  /** The word for it in a plan. */
  default String key() {
    return switch (this) {
      case RoundRobin _ -> "round-robin";
      case LeastRequests _ -> "least-requests";
      case Hash _ -> "hash";
    };
  }
}
