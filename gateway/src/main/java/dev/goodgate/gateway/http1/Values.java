package dev.goodgate.gateway.http1;

import java.nio.charset.StandardCharsets;

/** What is read of a field's value, where it is not taken as it is; -1 where it says nothing. */
final class Values {
  private static final byte[] CHUNKED = "chunked".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIMEOUT = "timeout=".getBytes(StandardCharsets.US_ASCII);
  private static final int MANY_SECONDS = 100_000;

  /** As many digits as every long has room for. */
  private static final int MAX_DIGITS = 18;

  private Values() {}

  static long length(byte[] bytes, int from, int to) {
    long length = to > from && to - from <= MAX_DIGITS ? 0 : -1;
    for (int i = from; i < to && length != -1; i++) {
      int digit = bytes[i] - '0';
      length = digit < 0 || digit > 9 ? -1 : 10 * length + digit;
    }
    return length;
  }

  /** {@code timeout=5, max=100} */
  static int timeout(byte[] bytes, int from, int to) {
    for (int at = from; at + TIMEOUT.length < to; at++) {
      if (Field.matches(bytes, at, TIMEOUT)) {
        int seconds = 0;
        for (int i = at + TIMEOUT.length; i < to && seconds < MANY_SECONDS; i++) {
          int digit = bytes[i] - '0';
          if (digit < 0 || digit > 9) {
            break;
          }
          seconds = 10 * seconds + digit;
        }
        return seconds;
      }
    }
    return -1;
  }

  /** Whether the last of more than one transfer coding tells where the body ends. */
  static boolean endsChunked(byte[] bytes, int from, int to) {
    int last = to - CHUNKED.length;
    return last > from
        && (bytes[last - 1] == ',' || ConnectionOptions.isBlank(bytes[last - 1]))
        && Field.matches(bytes, last, CHUNKED);
  }
}
