package dev.goodgate.vocabulary.plan;

/**
 * How often an exchange may be tried; {@code budget} is the share of active exchanges that may be
 * retries.
 */
public record Retry(int attempts, double budget) {
  public static final Retry DEFAULT = new Retry(3, 0.20);

  public Retry {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts " + attempts);
    }
    if (!(budget >= 0 && budget <= 1)) {
      throw new IllegalArgumentException("budget " + budget);
    }
  }
}
