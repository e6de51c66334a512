package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.wire.Loop;

/**
 * How many frames that carry nothing are borne: what carries something earns more of them, and so
 * does time. An endpoint that keeps to the protocol never runs out of it.
 */
final class Patience {
  private static final int MOST = 2_000;
  private static final int EARNED = 8;
  private static final long NANOS_FOR_ONE = 100_000_000;

  private final Loop loop;
  private int left = MOST;
  private long countedAt;

  Patience(Loop loop) {
    this.loop = loop;
    countedAt = loop.now();
  }

  /** A frame that carries nothing; false where there were too many. */
  boolean bears() {
    if (left == 0) {
      earn(loop.now() - countedAt);
    }
    return --left >= 0;
  }

  private void earn(long nanos) {
    left = (int) Math.min(MOST, nanos / NANOS_FOR_ONE);
    countedAt = loop.now();
  }

  /** A frame, of either side, that carries something. */
  void earn() {
    left = Math.min(MOST, left + EARNED);
  }
}
