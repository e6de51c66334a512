package dev.goodgate.gateway.http2.hpack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 61 fields that both sides know from the start: RFC 7541 appendix A. */
final class StaticFields {
  static final int COUNT = 61;

  private static final String[] TEXTS = {
    ":authority",
    ":method=GET",
    ":method=POST",
    ":path=/",
    ":path=/index.html",
    ":scheme=http",
    ":scheme=https",
    ":status=200",
    ":status=204",
    ":status=206",
    ":status=304",
    ":status=400",
    ":status=404",
    ":status=500",
    "accept-charset",
    "accept-encoding=gzip, deflate",
    "accept-language",
    "accept-ranges",
    "accept",
    "access-control-allow-origin",
    "age",
    "allow",
    "authorization",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-type",
    "cookie",
    "date",
    "etag",
    "expect",
    "expires",
    "from",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "last-modified",
    "link",
    "location",
    "max-forwards",
    "proxy-authenticate",
    "proxy-authorization",
    "range",
    "referer",
    "refresh",
    "retry-after",
    "server",
    "set-cookie",
    "strict-transport-security",
    "transfer-encoding",
    "user-agent",
    "vary",
    "via",
    "www-authenticate"
  };

  private static final byte[][] NAMES = part(0);
  private static final byte[][] VALUES = part(1);

  /** Of each name the first index, at the place its hash points to or behind it. */
  private static final byte[] BY_HASH = new byte[256];

  static {
    for (int index = COUNT; index > 0; index--) {
      byte[] name = NAMES[index - 1];
      int slot = slot(Hash.of(name, 0, name.length));
      while (BY_HASH[slot] != 0 && !Arrays.equals(NAMES[BY_HASH[slot] - 1], name)) {
        slot = (slot + 1) & 0xff;
      }
      BY_HASH[slot] = (byte) index;
    }
  }

  private StaticFields() {}

  private static byte[][] part(int which) {
    return Arrays.stream(TEXTS)
        .map(each -> each.split("=", 2))
        .map(parts -> which < parts.length ? parts[which] : "")
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  private static int slot(int hash) {
    return hash >>> 24;
  }

  /** Counted from 1. */
  static byte[] name(int index) {
    return NAMES[index - 1];
  }

  static byte[] value(int index) {
    return VALUES[index - 1];
  }

  /** The first index that has a name, 0 where none has. */
  static int find(int hash, byte[] text, int from, int to) {
    int slot = slot(hash);
    while (BY_HASH[slot] != 0) {
      byte[] name = NAMES[BY_HASH[slot] - 1];
      if (Arrays.equals(name, 0, name.length, text, from, to)) {
        return BY_HASH[slot];
      }
      slot = (slot + 1) & 0xff;
    }
    return 0;
  }

  /** The index that has both, given the first that has the name; 0 where none has. */
  static int findValue(int first, byte[] text, int from, int to) {
    for (int index = first;
        index <= COUNT && (index == first || hasNameOf(index, first));
        index++) {
      byte[] value = VALUES[index - 1];
      if (value.length > 0 && Arrays.equals(value, 0, value.length, text, from, to)) {
        return index;
      }
    }
    return 0;
  }

  private static boolean hasNameOf(int index, int first) {
    return Arrays.equals(NAMES[index - 1], NAMES[first - 1]);
  }
}
