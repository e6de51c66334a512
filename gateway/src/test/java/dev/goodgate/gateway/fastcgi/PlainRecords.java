package dev.goodgate.gateway.fastcgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.Map;

/** Records as a slow and plain reader sees them, all bytes at once. Text is a character a byte. */
record PlainRecords(String stdout, String stderr, boolean sound, int endStatus, int length) {
  static final int NOT_ENDED = -1;

  /** {@code length} is how far it is read: up to the end of the request, or of what is sound. */
  static PlainRecords of(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    int at = 0;
    while (at < bytes.length) {
      if (bytes[at] != 1) {
        return new PlainRecords(out.toString(), err.toString(), false, NOT_ENDED, at);
      }
      if (at + 8 > bytes.length) {
        break;
      }
      int type = bytes[at + 1] & 0xff;
      int id = half(bytes, at + 2);
      int size = half(bytes, at + 4);
      int padding = bytes[at + 6] & 0xff;
      boolean known = type == 6 || type == 7 || (type == 3 && size == 8);
      if (!known || id != 1) {
        return new PlainRecords(out.toString(), err.toString(), false, NOT_ENDED, at);
      }
      int there = Math.min(size, bytes.length - at - 8);
      if (type == 3 && there + padding <= bytes.length - at - 8 && there == 8) {
        int end = at + 16 + padding;
        return new PlainRecords(out.toString(), err.toString(), true, bytes[at + 12] & 0xff, end);
      }
      if (type != 3) {
        (type == 6 ? out : err).append(new String(bytes, at + 8, there, ISO_8859_1));
      }
      at = Math.min(bytes.length, at + 8 + size + padding);
    }
    return new PlainRecords(out.toString(), err.toString(), true, NOT_ENDED, bytes.length);
  }

  /** The content of one kind of record, put together. */
  static String content(byte[] bytes, int type) {
    StringBuilder all = new StringBuilder();
    for (int at = 0; at < bytes.length; at += 8 + half(bytes, at + 4) + (bytes[at + 6] & 0xff)) {
      if (bytes[at + 1] == type) {
        all.append(new String(bytes, at + 8, half(bytes, at + 4), ISO_8859_1));
      }
    }
    return all.toString();
  }

  /** The pairs in the records of PARAMS, none of which may be split. */
  static Map<String, String> params(byte[] bytes) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int at = 0; at < bytes.length; at += 8 + half(bytes, at + 4) + (bytes[at + 6] & 0xff)) {
      if (bytes[at + 1] == 4) {
        int from = at + 8;
        int end = from + half(bytes, at + 4);
        while (from < end) {
          int[] lengths = new int[2];
          for (int i = 0; i < 2; i++) {
            boolean wide = bytes[from] < 0;
            lengths[i] =
                wide ? (half(bytes, from) & 0x7fff) << 16 | half(bytes, from + 2) : bytes[from];
            from += wide ? 4 : 1;
          }
          String name = new String(bytes, from, lengths[0], ISO_8859_1);
          String value = new String(bytes, from + lengths[0], lengths[1], ISO_8859_1);
          if (pairs.put(name, value) != null) {
            throw new AssertionError(name + " is told twice");
          }
          from += lengths[0] + lengths[1];
        }
        if (from != end) {
          throw new AssertionError("a pair is split over two records");
        }
      }
    }
    return pairs;
  }

  static String record(int type, String content, int padding) {
    int size = content.length();
    return ""
        + (char) 1
        + (char) type
        + (char) 0
        + (char) 1
        + (char) (size >>> 8)
        + (char) (size & 0xff)
        + (char) padding
        + (char) 0
        + content
        + "\0".repeat(padding);
  }

  static String stdout(String content) {
    return record(6, content, -content.length() & 7);
  }

  static String stderr(String content) {
    return record(7, content, 0);
  }

  static String end(int status) {
    return record(3, "\0\0\0\0" + (char) status + "\0\0\0", 0);
  }

  private static int half(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
