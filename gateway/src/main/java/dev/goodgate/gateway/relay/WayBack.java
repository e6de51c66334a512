package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.report.Slip;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a reply points: a URL that leads to the endpoint by its own address, or by the path it
 * knows, is worded so that the client comes back through the gateway. All other URLs stay as they
 * are, and so does one that would then begin with two slashes, which name another host (RFC 3986
 * 4.2).
 */
final class WayBack {
  private static final byte[] HTTP = "http://".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTPS = "https://".getBytes(StandardCharsets.US_ASCII);

  private WayBack() {}

  /** Writes the URL that stands between these positions, changed where it must be. */
  static void write(byte[] bytes, int from, int end, Standing exchange, HeadWriter to) {
    LoopRoute route = exchange.route();
    Paths paths = route == null ? null : route.paths();
    int authority = authority(bytes, from, end);
    int path = pathStart(bytes, authority, end);
    boolean home = authority > from && isEndpoint(bytes, authority, path, exchange);
    int kept = home ? path : from;
    int mark = to.length();
    to.add(bytes, kept, path);
    boolean local = path == from || home || isAsked(bytes, authority, path, exchange);
    if (!local || !lead(bytes, path, end, paths, to)) {
      to.cut(mark);
      to.add(bytes, from, end);
    }
  }

  private static boolean lead(
      byte[] bytes, int path, int end, @Nullable Paths paths, HeadWriter to) {
    boolean rooted = path < end && bytes[path] == '/';
    boolean twice = rooted && path + 1 < end && bytes[path + 1] == '/';
    if (twice || !(rooted || path == end || bytes[path] == '?')) {
      return false;
    }
    if (paths != null) {
      return paths.leadBack(bytes, path, end, to);
    }
    if (!rooted) {
      to.add((byte) '/');
    }
    to.add(bytes, path, end);
    return true;
  }

  /** Where the authority of an absolute URL begins; {@code from} where it is none. */
  private static int authority(byte[] bytes, int from, int end) {
    if (begins(bytes, from, end, HTTP)) {
      return from + HTTP.length;
    }
    return begins(bytes, from, end, HTTPS) ? from + HTTPS.length : from;
  }

  private static int pathStart(byte[] bytes, int authority, int end) {
    int at = authority;
    while (at < end && bytes[at] != '/' && bytes[at] != '?' && bytes[at] != '#') {
      at++;
    }
    return at;
  }

  private static boolean isEndpoint(byte[] bytes, int from, int end, Standing exchange) {
    byte[] own = exchange.attempts().authority();
    return end - from == own.length && begins(bytes, from, end, own);
  }

  /** Whether it is the host that the client asked, and the endpoint with it. */
  private static boolean isAsked(byte[] bytes, int from, int end, Standing exchange) {
    Slip slip = exchange.notes().slip();
    MemorySegment texts = exchange.notes().texts();
    int length = end - from;
    if (texts == null || length == 0 || length != slip.hostEnd - slip.host) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lower(bytes[from + i]) != lower(texts.get(JAVA_BYTE, slip.host + (long) i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean begins(byte[] bytes, int from, int end, byte[] with) {
    if (end - from < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if (lower(bytes[from + i]) != lower(with[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
  }
}
