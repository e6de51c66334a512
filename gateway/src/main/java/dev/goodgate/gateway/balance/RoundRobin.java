package dev.goodgate.gateway.balance;

/**
 * Chooses endpoints in turn, passing over those an exchange has tried. One per upstream and loop.
 */
public final class RoundRobin {
  /** What {@link #next} returns when there is none left. */
  public static final int NONE = -1;

  private final int endpoints;
  private int turn;

  /** {@code first} is where it begins, so that loops do not all begin with the same endpoint. */
  public RoundRobin(int endpoints, int first) {
    this.endpoints = endpoints;
    this.turn = Math.floorMod(first, endpoints);
  }

  /** {@code tried} has a bit for each of the first 64 endpoints that must not be chosen. */
  public int next(long tried) {
    for (int i = 0; i < endpoints; i++) {
      int candidate = turn;
      turn = turn + 1 == endpoints ? 0 : turn + 1;
      if (!isTried(candidate, tried)) {
        return candidate;
      }
    }
    return NONE;
  }

  public boolean hasUntried(long tried) {
    for (int i = 0; i < endpoints; i++) {
      if (!isTried(i, tried)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTried(int endpoint, long tried) {
    return endpoint < Long.SIZE && (tried >>> endpoint & 1) != 0;
  }
}
