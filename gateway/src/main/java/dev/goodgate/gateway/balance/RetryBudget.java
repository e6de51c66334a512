package dev.goodgate.gateway.balance;

/**
 * Keeps retries from making an outage worse: at any time at most a share of the active exchanges
 * may be retries. A small floor lets a quiet upstream retry at all. One per upstream and loop.
 */
public final class RetryBudget {
  private static final int FLOOR = 3;

  private final double share;
  private int active;
  private int retrying;

  public RetryBudget(double share) {
    this.share = share;
  }

  public void exchangeBegins() {
    active++;
  }

  /** {@code retried} tells whether it has drawn on the budget. */
  public void exchangeEnds(boolean retried) {
    active--;
    if (retried) {
      retrying--;
    }
  }

  public boolean allows() {
    return share > 0 && retrying < Math.max(FLOOR, share * active);
  }

  public void draw() {
    retrying++;
  }
}
