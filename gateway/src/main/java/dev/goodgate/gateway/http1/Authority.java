package dev.goodgate.gateway.http1;

/**
 * Whether bytes are a host with perhaps a port (RFC 3986 3.2, RFC 9110 7.2), so that nobody behind
 * can read another host in them.
 */
final class Authority {
  private static final int MAX_PORT = 65_535;

  private Authority() {}

  /** True for nothing at all too: RFC 9112 3.2 has a client say so where its target has no host. */
  static boolean isSound(byte[] bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    int at = bytes[from] == '[' ? endOfLiteral(bytes, from + 1, to) : endOfName(bytes, from, to);
    return at > from && (at == to || (bytes[at] == ':' && isPort(bytes, at + 1, to)));
  }

  /** Behind the bracket that closes an address, or -1. */
  private static int endOfLiteral(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && (Character.digit(bytes[at], 16) >= 0 || bytes[at] == ':' || bytes[at] == '.')) {
      at++;
    }
    return at > from && at < to && bytes[at] == ']' ? at + 1 : -1;
  }

  private static int endOfName(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Characters.isHost(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isPort(byte[] bytes, int from, int to) {
    int port = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || port > MAX_PORT) {
        return false;
      }
      port = 10 * port + digit;
    }
    return port <= MAX_PORT;
  }
}
