package dev.goodgate.gateway.connect.http2;

/**
 * How many frames that carry nothing are borne: what carries something earns more of them. An
 * endpoint that keeps to the protocol never runs out of it.
 */
final class Patience {
  private static final int MOST = 2_000;
  private static final int EARNED = 8;

  private int left = MOST;

  /** A frame that carries nothing; false where there were too many. */
  boolean bears() {
    return --left >= 0;
  }

  /** A frame, of either side, that carries something. */
  void earn() {
    left = Math.min(MOST, left + EARNED);
  }
}
