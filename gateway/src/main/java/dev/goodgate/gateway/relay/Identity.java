package dev.goodgate.gateway.relay;

/**
 * Names exchanges: keeps the client's X-Request-Id and traceparent where they are well formed, and
 * makes new ones otherwise. New ids never repeat within a loop, and loops begin at random places.
 * One per loop.
 */
final class Identity {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final int MAX_ID = 128;
  private static final int TRACE_LENGTH = 55;

  private long state;

  Identity(long seed) {
    state = seed;
  }

  void newId(HeadWriter to) {
    hex(to, next());
  }

  /** Version 00, a new trace, a new parent, not sampled. */
  void newTrace(HeadWriter to) {
    to.add((byte) '0').add((byte) '0').add((byte) '-');
    hex(to, next());
    hex(to, next());
    to.add((byte) '-');
    hex(to, next());
    to.add((byte) '-').add((byte) '0').add((byte) '0');
  }

  static boolean isId(byte[] bytes, int from, int to) {
    if (to - from < 1 || to - from > MAX_ID) {
      return false;
    }
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean letterOrDigit =
          (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (!letterOrDigit && b != '.' && b != '_' && b != '-') {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a traceparent of version 00 (W3C Trace Context 3.2). */
  static boolean isTrace(byte[] bytes, int from, int to) {
    if (to - from != TRACE_LENGTH || bytes[from] != '0' || bytes[from + 1] != '0') {
      return false;
    }
    boolean trace = false;
    boolean parent = false;
    for (int i = 2; i < TRACE_LENGTH; i++) {
      byte b = bytes[from + i];
      if (i == 2 || i == 35 || i == 52) {
        if (b != '-') {
          return false;
        }
      } else if ((b < '0' || b > '9') && (b < 'a' || b > 'f')) {
        return false;
      }
      trace |= i > 2 && i < 35 && b != '0';
      parent |= i > 35 && i < 52 && b != '0';
    }
    return trace && parent;
  }

  /** SplitMix64: a bijection of a counter, so it does not repeat. */
  private long next() {
    state += GOLDEN;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static void hex(HeadWriter to, long value) {
    to.addWord(digits(value >>> 32)).addWord(digits(value));
  }

  /**
   * The eight hex digits of the lower half, one a byte, the first digit in the lowest byte: all
   * eight at once.
   */
  private static long digits(long value) {
    long x = value & 0xffff_ffffL;
    x = ((x << 16) | x) & 0x0000_ffff_0000_ffffL;
    x = ((x << 8) | x) & 0x00ff_00ff_00ff_00ffL;
    x = ((x << 4) | x) & 0x0f0f_0f0f_0f0f_0f0fL;
    long letters = ((x + 0x0606_0606_0606_0606L) >>> 4) & 0x0101_0101_0101_0101L;
    return Long.reverseBytes(x + 0x3030_3030_3030_3030L + letters * ('a' - '9' - 1));
  }
}
