package dev.goodgate.gateway.connect.http2;

/** Which bytes may stand in a field of HTTP/2 (RFC 9113 8.2.1, RFC 9110 5.6.2). */
final class Letters {
  private static final boolean[] NAME = names();

  private Letters() {}

  /** At least one, and only lower case will do. */
  static boolean areName(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!NAME[bytes[i] & 0xff]) {
        return false;
      }
    }
    return from < to;
  }

  /** No control but a tab, and neither begins nor ends with a space. */
  static boolean areValue(byte[] bytes, int from, int to) {
    if (from < to && (isSpace(bytes[from]) || isSpace(bytes[to - 1]))) {
      return false;
    }
    for (int i = from; i < to; i++) {
      int b = bytes[i] & 0xff;
      if ((b < ' ' && b != '\t') || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
  }

  private static boolean[] names() {
    boolean[] names = new boolean[256];
    for (char b = '!'; b < 0x7f; b++) {
      names[b] =
          (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
    }
    return names;
  }
}
