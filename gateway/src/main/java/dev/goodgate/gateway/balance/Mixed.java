package dev.goodgate.gateway.balance;

/**
 * Numbers in which nothing shows any more of what they were made of. The same in every version,
 * since keys must find their endpoints again: FNV-1a, and the finalizer of SplitMix64.
 */
final class Mixed {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Mixed() {}

  static long of(long number) {
    long once = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
    return twice ^ (twice >>> 31);
  }

  static long of(byte[] bytes, int from, int to) {
    long hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * FNV_PRIME;
    }
    return of(hash);
  }
}
