package dev.goodgate.vocabulary.plan;

/** How an endpoint is chosen. */
public enum Balance {
  ROUND_ROBIN("round-robin"),
  LEAST_REQUESTS("least-requests"),
  HASH("hash");

  private final String key;

  Balance(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
