package dev.goodgate.gateway.fastcgi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.goodgate.gateway.wire.memory.Block;
import java.lang.foreign.MemorySegment;

/**
 * Makes the head of an HTTP/1.1 reply of the head of a CGI response (RFC 3875 6). Lines are taken
 * over as they are, whoever reads the reply judges them; only what would frame it otherwise is left
 * out. Used for one head after the other.
 *
 * <p>A Location without a Status redirects the client, as other gateways have it: RFC 3875 6.2.2
 * would have one of a path answered anew inside.
 */
final class CgiHead {
  static final byte[] VERSION = ascii("HTTP/1.1 ");
  private static final byte[] OK = ascii("200 OK");
  private static final byte[] FOUND = ascii("302 Found");
  private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
  private static final byte[] CLOSE = ascii("Connection: close\r\n");
  private static final byte[] LINE_END = ascii("\r\n");

  private static final byte[] STATUS = ascii("status:");
  private static final byte[] PLAIN_STATUS = ascii("http/1.");
  private static final byte[] LOCATION = ascii("location:");
  private static final byte[] LENGTH = ascii("content-length:");
  private static final byte[][] DROPPED = {
    ascii("transfer-encoding:"), ascii("connection:"), ascii("keep-alive:"), ascii("upgrade:")
  };

  private final int limit;
  private final byte[] in;
  private final byte[] out;
  private int lines;
  private int length;
  private int statusFrom;
  private int statusTo;
  private boolean hasLocation;
  private boolean hasLength;
  private boolean overflowed;

  /** {@code limit} is how long a head may be. */
  CgiHead(int limit) {
    this.limit = limit;
    this.in = new byte[limit];
    this.out = new byte[limit];
  }

  /**
   * How long the head is that the bytes begin with, 0 where its end is not among them; those before
   * {@code from} were looked at before.
   */
  static int end(MemorySegment bytes, int from, int count) {
    for (int at = from; at < count; at++) {
      if (bytes.get(JAVA_BYTE, at) == '\n' && isEmptyLine(bytes, at)) {
        return at + 1;
      }
    }
    return 0;
  }

  private static boolean isEmptyLine(MemorySegment bytes, int at) {
    int before = at > 0 && bytes.get(JAVA_BYTE, at - 1) == '\r' ? at - 2 : at - 1;
    return before < 0 || bytes.get(JAVA_BYTE, before) == '\n';
  }

  /** Reads a whole head; false where it is too large. */
  boolean read(MemorySegment bytes, int end) {
    if (end > limit) {
      return false;
    }
    MemorySegment.copy(bytes, JAVA_BYTE, 0, in, 0, end);
    lines = length = 0;
    statusFrom = statusTo = 0;
    hasLocation = hasLength = overflowed = false;
    for (int at = 0; at < end; ) {
      int next = at;
      while (in[next] != '\n') {
        next++;
      }
      int to = next > at && in[next - 1] == '\r' ? next - 1 : next;
      if (to > at) {
        line(at, to);
      }
      at = next + 1;
    }
    return !overflowed;
  }

  private void line(int from, int to) {
    boolean plain = lines == 0 && begins(from, to, PLAIN_STATUS); // as PHP can be told to say it
    lines++;
    if (plain || begins(from, to, STATUS)) {
      int value = plain ? Math.min(to, from + VERSION.length) : from + STATUS.length;
      while (value < to && in[value] == ' ') {
        value++;
      }
      if (statusTo == 0) {
        statusFrom = value;
        statusTo = to;
      }
      return;
    }
    for (byte[] each : DROPPED) {
      if (begins(from, to, each)) {
        return;
      }
    }
    hasLocation |= begins(from, to, LOCATION);
    hasLength |= begins(from, to, LENGTH);
    add(from, to);
  }

  private boolean begins(int from, int to, byte[] lower) {
    if (to - from < lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      byte b = in[from + i];
      if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is any line at all: RFC 3875 6.2 wants one. */
  boolean isEmpty() {
    return lines == 0;
  }

  /** Whether the body's length is told. */
  boolean hasLength() {
    return hasLength;
  }

  /** Whether the status is one of an interim reply, which CGI does not have. */
  boolean isInterim() {
    return statusTo > statusFrom && in[statusFrom] == '1';
  }

  /** Whether the status allows no body. */
  boolean allowsNoBody() {
    return statusTo - statusFrom >= 3
        && ((in[statusFrom] == '2' && in[statusFrom + 2] == '4' && in[statusFrom + 1] == '0')
            || (in[statusFrom] == '3' && in[statusFrom + 2] == '4' && in[statusFrom + 1] == '0'));
  }

  /** Writes it as that of an HTTP/1.1 reply, without {@link #VERSION} where that has gone out. */
  void write(Block to, boolean begun, boolean chunked, boolean keep) {
    if (!begun) {
      add(to, VERSION);
    }
    if (statusTo > 0) {
      to.append(in, statusFrom, statusTo - statusFrom);
    } else {
      add(to, hasLocation ? FOUND : OK);
    }
    add(to, LINE_END);
    to.append(out, 0, length);
    if (chunked) {
      add(to, CHUNKED);
    }
    if (!keep) {
      add(to, CLOSE);
    }
    add(to, LINE_END);
  }

  private static void add(Block to, byte[] bytes) {
    to.append(bytes, 0, bytes.length);
  }

  private void add(int from, int to) {
    if (to - from + LINE_END.length > out.length - length) {
      overflowed = true;
      return;
    }
    System.arraycopy(in, from, out, length, to - from);
    length += to - from;
    for (byte each : LINE_END) {
      out[length++] = each;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
