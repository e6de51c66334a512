package dev.goodgate.gateway.http2.field;

/** Which bytes may stand where (RFC 9113 8.2.1, RFC 9110 5.6.2, RFC 3986). */
public final class Octets {
  public static final byte NAME = 1;
  private static final byte LOWER_NAME = 2;
  private static final byte VALUE = 4;
  public static final byte TARGET = 8;
  public static final byte SCHEME = 16;

  private static final byte[] KINDS = kinds();

  private Octets() {}

  public static boolean all(byte[] bytes, int from, int to, byte kind) {
    for (int i = from; i < to; i++) {
      if ((KINDS[bytes[i] & 0xff] & kind) == 0) {
        return false;
      }
    }
    return true;
  }

  /** At least one, and only lower case will do. */
  public static boolean areName(byte[] bytes, int from, int to) {
    return from < to && all(bytes, from, to, LOWER_NAME);
  }

  /** No control but a tab, and neither begins nor ends with a space. */
  public static boolean areValue(byte[] bytes, int from, int to) {
    return from == to
        || (!isSpace(bytes[from]) && !isSpace(bytes[to - 1]) && all(bytes, from, to, VALUE));
  }

  public static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  public static boolean sameInAnyCase(byte[] bytes, int from, int to, int otherFrom, int otherTo) {
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

  public static byte lower(byte b) {
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
