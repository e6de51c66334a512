package dev.goodgate.vocabulary.traffic;

/**
 * Where an exchange stands in a distributed trace (W3C Trace Context). {@code id} is 32 hex digits;
 * {@code span} is the exchange's own, 0 where the gateway does not trace; {@code parent} is the
 * client's, 0 where it gave none.
 */
public record Trace(String id, long span, long parent, boolean sampled) {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** Whether the gateway makes spans. */
  public boolean isTraced() {
    return span != 0;
  }

  /** The span of an attempt, which its endpoint is told as parent. */
  public long spanOfAttempt(int number) {
    return spanOfAttempt(span, number);
  }

  /** It follows from the exchange's, so that nobody has to remember it. */
  public static long spanOfAttempt(long span, int number) {
    long z = span + number * GOLDEN;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return z == 0 ? GOLDEN : z;
  }
}
