package dev.goodgate.gateway.http1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Which bytes may stand where (RFC 9110 5.6.2, RFC 3986). */
final class Characters {
  private static final byte TOKEN = 1;
  private static final byte TARGET = 2;
  private static final byte VALUE = 4;
  private static final byte HOST = 8;
  private static final byte ODD = 16;
  private static final byte DOT_OR_SLASH = 32;
  private static final byte SLASH = 64;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private static final byte[] CLASSES = classes();

  private Characters() {}

  static boolean isToken(byte b) {
    return (CLASSES[b & 0xff] & TOKEN) != 0;
  }

  /**
   * Where the target ends that begins at {@code from}, as {@code ~at} where it holds anything that
   * a path may be written differently with: see {@link PathForm}.
   */
  static int endOfTarget(byte[] bytes, int from, int to) {
    int odd = 0;
    int before = 0;
    int at = from;
    while (at < to) {
      int kind = CLASSES[bytes[at] & 0xff];
      if ((kind & TARGET) == 0) {
        break;
      }
      odd |= kind & (ODD | (before >> 1 & DOT_OR_SLASH)); // a SLASH, halved, is a DOT_OR_SLASH
      before = kind;
      at++;
    }
    return odd == 0 ? at : ~at;
  }

  /** Any byte of a field value: visible, space, tab, or above 127. */
  static boolean isValue(byte b) {
    return (CLASSES[b & 0xff] & VALUE) != 0;
  }

  /**
   * Where the first byte stands that no field value may hold, {@code to} where there is none. Looks
   * at eight bytes at a time for one under 32 or of 127 (the classic test for a zero byte in a
   * word), then closer.
   */
  static int endOfValue(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long word = (long) WORDS.get(bytes, at);
      long low = (word - EACH * 0x20) & ~word;
      long delete = word ^ (EACH * 0x7f);
      if (((low | ((delete - EACH) & ~delete)) & HIGH_BITS) != 0) {
        break;
      }
      at += Long.BYTES;
    }
    while (at < to && isValue(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Any byte of a host's name (RFC 3986 3.2.2). */
  static boolean isHost(byte b) {
    return (CLASSES[b & 0xff] & HOST) != 0;
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int b = 0x21; b < 0x7f; b++) {
      classes[b] |= TARGET | VALUE;
      if (isLetterOrDigit(b)) {
        classes[b] |= TOKEN | HOST;
      }
    }
    classes['#'] &= (byte) ~TARGET; // RFC 9112 3.2: a fragment is never sent
    for (int b = 0x80; b <= 0xff; b++) {
      classes[b] |= VALUE;
    }
    classes[' '] |= VALUE;
    classes['\t'] |= VALUE;
    mark(classes, "!#$%&'*+-.^_`|~", TOKEN);
    mark(classes, "-._~!$&'()*+,;=%", HOST);
    mark(classes, "%\\", ODD);
    mark(classes, "./", DOT_OR_SLASH);
    mark(classes, "/", SLASH);
    return classes;
  }

  private static void mark(byte[] classes, String characters, byte as) {
    for (int i = 0; i < characters.length(); i++) {
      classes[characters.charAt(i)] |= as;
    }
  }

  private static boolean isLetterOrDigit(int b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
