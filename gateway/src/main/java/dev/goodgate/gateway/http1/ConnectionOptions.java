package dev.goodgate.gateway.http1;

import java.nio.charset.StandardCharsets;

/** What the Connection fields of a head say (RFC 9110 7.6.1). */
final class ConnectionOptions {
  private static final byte[] CLOSE = "close".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UPGRADE = "upgrade".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = {};
  private boolean close;
  private boolean keepAlive;
  private boolean upgrade;
  private boolean nominating;

  void begin(byte[] from) {
    bytes = from;
    close = keepAlive = upgrade = nominating = false;
  }

  /** Takes the value of one Connection field. */
  void note(int from, int to) {
    for (int at = from; at < to; ) {
      int comma = at;
      while (comma < to && bytes[comma] != ',') {
        comma++;
      }
      int begin = at;
      int finish = comma;
      while (begin < finish && isBlank(bytes[begin])) {
        begin++;
      }
      while (finish > begin && isBlank(bytes[finish - 1])) {
        finish--;
      }
      if (is(CLOSE, begin, finish)) {
        close = true;
      } else if (is(KEEP_ALIVE, begin, finish)) {
        keepAlive = true;
      } else if (is(UPGRADE, begin, finish)) {
        upgrade = true;
      } else if (begin < finish) {
        nominating = true;
      }
      at = comma + 1;
    }
  }

  /** Whether the list from {@code from} to {@code to} holds the name. */
  boolean names(int from, int to, int nameFrom, int nameTo) {
    int length = nameTo - nameFrom;
    for (int at = from; at + length <= to; at++) {
      boolean begins = at == from || isSeparator(bytes[at - 1]);
      boolean ends = at + length == to || isSeparator(bytes[at + length]);
      if (begins && ends && sameName(at, nameFrom, length)) {
        return true;
      }
    }
    return false;
  }

  boolean saysClose() {
    return close;
  }

  boolean saysKeepAlive() {
    return keepAlive;
  }

  boolean saysUpgrade() {
    return upgrade;
  }

  /** Whether any other field is named, which then is hop-by-hop too. */
  boolean isNominating() {
    return nominating;
  }

  private boolean sameName(int a, int b, int length) {
    for (int i = 0; i < length; i++) {
      if (Character.toLowerCase((char) bytes[a + i])
          != Character.toLowerCase((char) bytes[b + i])) {
        return false;
      }
    }
    return true;
  }

  private boolean is(byte[] lower, int from, int to) {
    return to - from == lower.length && Field.matches(bytes, from, lower);
  }

  private static boolean isSeparator(byte b) {
    return b == ',' || isBlank(b);
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
