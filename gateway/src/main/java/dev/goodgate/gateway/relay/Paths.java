package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.PathEdit;
import java.nio.charset.StandardCharsets;

/**
 * How the path a client asks for becomes the one its endpoint is asked for, and how a path that the
 * endpoint names becomes the client's again. Immutable.
 */
final class Paths {
  private final byte[] strip;
  private final byte[] prepend;

  Paths(PathEdit edit) {
    strip = edit.strip().getBytes(StandardCharsets.US_ASCII);
    prepend = edit.prepend().getBytes(StandardCharsets.US_ASCII);
  }

  /** What is taken off, empty where nothing is. */
  byte[] stripped() {
    return strip;
  }

  /** Writes the target for the endpoint; the query stays as it is. */
  void lead(Head head, HeadWriter to) {
    byte[] bytes = head.bytes();
    int from = head.targetStart();
    int end = head.targetEnd();
    if (from < end && bytes[from] == '*') {
      to.add(bytes, from, end);
      return;
    }
    int rest = begins(bytes, from, end, strip) ? from + strip.length : from;
    to.add(prepend);
    if (prepend.length == 0 && (rest == end || bytes[rest] != '/')) {
      to.add((byte) '/');
    }
    to.add(bytes, rest, end);
  }

  /** Writes the client's path for one of the endpoint's, if the route leads to it at all. */
  boolean leadBack(byte[] bytes, int from, int end, HeadWriter to) {
    if (!begins(bytes, from, end, prepend)) {
      return false;
    }
    int rest = from + prepend.length;
    boolean hasRest = rest < end && bytes[rest] == '/';
    boolean known = prepend.length == 0 && strip.length > 0 && begins(bytes, from, end, strip);
    if (known || (strip.length == 0 && hasRest && rest + 1 < end && bytes[rest + 1] == '/')) {
      return false; // an endpoint that knows its prefix; or two slashes, which name another host
    }
    to.add(strip);
    if (!hasRest && (strip.length == 0 || prepend.length == 0)) {
      to.add((byte) '/');
    }
    to.add(bytes, rest, end);
    return true;
  }

  /** Whether the path begins with these segments: the next byte ends the last of them. */
  private static boolean begins(byte[] bytes, int from, int end, byte[] segments) {
    if (end - from < segments.length) {
      return false;
    }
    for (int i = 0; i < segments.length; i++) {
      if (bytes[from + i] != segments[i]) {
        return false;
      }
    }
    int next = from + segments.length;
    return segments.length == 0
        || next == end
        || bytes[next] == '/'
        || bytes[next] == '?'
        || bytes[next] == '#';
  }
}
