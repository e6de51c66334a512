package dev.goodgate.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message among the bytes of a connection, as far as it is there: {@code end} is behind what was
 * read of it, {@code whole} tells whether that is all. A body that ends with the connection is
 * never whole here.
 */
record Message(
    String line, Map<String, String> fields, byte[] body, int end, boolean whole, boolean bare) {
  /** Null while the head is not whole. */
  static @Nullable Message read(byte[] all, int from, boolean bodyless) {
    String text = new String(all, from, all.length - from, ISO_8859_1);
    int headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      return null;
    }
    String[] lines = text.substring(0, headEnd).split("\r\n");
    Map<String, String> fields = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      fields.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    int at = from + headEnd + 4;
    if (bodyless) {
      return new Message(lines[0], fields, new byte[0], at, true, false);
    }
    if (fields.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return chunked(lines[0], fields, all, at);
    }
    boolean bare = !fields.containsKey("content-length") && lines[0].startsWith("HTTP");
    int length = Integer.parseInt(fields.getOrDefault("content-length", "0"));
    int end = bare ? all.length : Math.min(all.length, at + length);
    return new Message(
        lines[0], fields, Arrays.copyOfRange(all, at, end), end, !bare && end == at + length, bare);
  }

  private static Message chunked(String line, Map<String, String> fields, byte[] all, int from) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = from;
    while (true) {
      int lineEnd = indexOfLineEnd(all, at);
      if (lineEnd < 0) {
        return new Message(line, fields, body.toByteArray(), all.length, false, false);
      }
      int size = Integer.parseInt(new String(all, at, lineEnd - at, ISO_8859_1), 16);
      int begin = lineEnd + 2;
      int here = Math.max(0, Math.min(size, all.length - begin));
      body.write(all, begin, here);
      at = begin + size + 2;
      if (at > all.length) {
        return new Message(line, fields, body.toByteArray(), all.length, false, false);
      }
      if (size == 0) {
        return new Message(line, fields, body.toByteArray(), at, true, false);
      }
    }
  }

  private static int indexOfLineEnd(byte[] all, int from) {
    for (int i = from; i + 1 < all.length; i++) {
      if (all[i] == '\r' && all[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  boolean isInterim() {
    return line.startsWith("HTTP/1.1 1");
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  boolean closes() {
    return field("connection").equals("close") || line.startsWith("HTTP/1.0");
  }
}
