package dev.goodgate.gateway.listen.http2;

/** Which bytes may stand where (RFC 9113 8.2.1, RFC 9110 5.6.2, RFC 3986). */
final class Octets {
  static final byte NAME = 1;
  static final byte LOWER_NAME = 2;
  static final byte VALUE = 4;
  static final byte TARGET = 8;
  static final byte SCHEME = 16;

  private static final byte[] KINDS = kinds();

  private Octets() {}

  static boolean all(byte[] bytes, int from, int to, byte kind) {
    for (int i = from; i < to; i++) {
      if ((KINDS[bytes[i] & 0xff] & kind) == 0) {
        return false;
      }
    }
    return true;
  }

  static boolean sameInAnyCase(byte[] bytes, int from, int to, int otherFrom, int otherTo) {
    if (to - from != otherTo - otherFrom) {
      return false;
    }
    for (int i = 0; i < to - from; i++) {
      if (lower(bytes[from + i]) != lower(bytes[otherFrom + i])) {
        return false;
      }
    }
    return true;
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int b = 0x21; b < 0x7f; b++) {
      kinds[b] |= VALUE | TARGET;
      boolean digit = b >= '0' && b <= '9';
      boolean small = b >= 'a' && b <= 'z';
      boolean great = b >= 'A' && b <= 'Z';
      if (digit || small || "!#$%&'*+-.^_`|~".indexOf(b) >= 0) {
        kinds[b] |= NAME | LOWER_NAME;
      } else if (great) {
        kinds[b] |= NAME;
      }
      if (digit || small || great || "+-.".indexOf(b) >= 0) {
        kinds[b] |= SCHEME;
      }
    }
    kinds['#'] &= (byte) ~TARGET; // RFC 9110 7.1: a fragment is never sent
    for (int b = 0x80; b <= 0xff; b++) {
      kinds[b] |= VALUE;
    }
    kinds[' '] |= VALUE;
    kinds['\t'] |= VALUE;
    return kinds;
  }
}
