package dev.goodgate.gateway.balance;

/**
 * Of two endpoints the one that has less to do for its weight.
 *
 * <p>How it works: one of the two is next in turn, the other is drawn, and must have strictly less
 * to do to be preferred. So endpoints that have equally much to do are asked in turn, and where one
 * is slow the difference to the rest stays small (Mitzenmacher, The Power of Two Choices in
 * Randomized Load Balancing, 2001). Not all are compared: each loop knows of its own exchanges
 * only, and loops that all found the same endpoint idle would overrun it.
 */
final class LeastRequests implements Balancer {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final RoundRobin turns;
  private final int[] weights;
  private final int[] underWay;
  private long chance;

  LeastRequests(int[] weights, int first, long seed) {
    this.turns = new RoundRobin(weights, first);
    this.weights = weights.clone();
    this.underWay = new int[weights.length];
    this.chance = seed;
  }

  @Override
  public int next(long key, Tried tried) {
    int inTurn = turns.next(tried);
    int drawn = inTurn == NONE ? NONE : draw(inTurn, tried);
    return drawn != NONE && hasLess(drawn, inTurn) ? drawn : inTurn;
  }

  /** Any other than this one; NONE where there is none. */
  private int draw(int than, Tried tried) {
    int endpoints = underWay.length;
    chance += GOLDEN;
    long drawn = ((Mixed.of(chance) >>> Integer.SIZE) * (endpoints - 1)) >>> Integer.SIZE;
    int candidate = (int) ((than + 1 + drawn) % endpoints);
    for (int i = 0; i < endpoints; i++) {
      if (candidate != than && !tried.contains(candidate)) {
        return candidate;
      }
      candidate = candidate + 1 == endpoints ? 0 : candidate + 1;
    }
    return NONE;
  }

  private boolean hasLess(int one, int other) {
    return (long) underWay[one] * weights[other] < (long) underWay[other] * weights[one];
  }

  @Override
  public void begins(int endpoint) {
    underWay[endpoint]++;
  }

  @Override
  public void ends(int endpoint) {
    underWay[endpoint]--;
  }
}
