package dev.goodgate.gateway.listen.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http2.body.BodyFrames;
import dev.goodgate.gateway.http2.field.Octets;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts the reply to one request, which the gateway gives in HTTP/1, into frames. It is the
 * gateway's own text, so it is sound: a head comes whole, and lengths are true.
 */
final class ReplyText {
  private static final int USUAL_HEAD = 1_024;
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_END = STATUS_AT + 3;

  /** What frames and prefixes may add to the text of a head, whose lines cost more than fields. */
  private static final int HEAD_OVERHEAD = 1_024;

  private static final byte[] NOTHING = {};

  private static final byte[] SUCCESS = ascii("200");
  private static final byte[] NO_SWITCH = ascii("502");
  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  private static final byte[] ACCEPT = ascii("sec-websocket-accept");
  private static final byte[] CONNECTION = ascii("connection");
  private static final byte[] KEEP_ALIVE = ascii("keep-alive");
  private static final byte[] UPGRADE = ascii("upgrade");
  private static final byte[] PROXY_CONNECTION = ascii("proxy-connection");

  private final BodyFrames body = new BodyFrames();
  private boolean headDone = true;
  private boolean bodiless;
  private boolean tunnel;
  private boolean switched;

  // of the head that is being written
  private byte[] text = NOTHING;
  private long contentLength;
  private boolean chunked;

  /**
   * {@code bodiless} tells that the request was a HEAD, {@code tunnel} that it asks for another
   * protocol.
   */
  void begin(boolean bodiless, boolean tunnel) {
    this.bodiless = bodiless;
    this.tunnel = tunnel;
    headDone = false;
    switched = false;
  }

  /** Whether all of it is in frames. */
  boolean isOver() {
    return headDone && body.isOver();
  }

  /** Returns how many bytes were taken: as many as the windows and the memory allow. */
  int take(Sending to, MemorySegment from, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (!headDone && at < end) {
      int used = head(to, from, at, end);
      if (used == 0) {
        return at - offset;
      }
      at += used;
    }
    return at - offset + (headDone ? body.take(to, from, at, end) : 0);
  }

  // ---- head

  private int head(Sending to, MemorySegment from, int at, int end) {
    int start = Desk.STATUS.length;
    int most = Math.min(end - at, USUAL_HEAD);
    int length = copyHead(to.desk(), from, at, most);
    if (length < 0 && end - at > most) {
      length = copyHead(to.desk(), from, at, end - at);
    }
    if (length < 0) {
      throw new IllegalStateException("a reply's head came in pieces");
    }
    if (!to.hasRoom(length + length / 32 + HEAD_OVERHEAD)) {
      return 0;
    }
    byte[] coded = to.desk().coded(2 * length + HEAD_OVERHEAD);
    FieldEncoder encoder = to.encoder();
    encoder.begin(coded, 0);
    int status = status(start + STATUS_AT, start + STATUS_END);
    encoder.add(text, 0, start, start + STATUS_AT, start + STATUS_END);
    contentLength = -1;
    chunked = false;
    fields(encoder, lineEnd(start) + 2);
    boolean last = status >= 200 && decideBody(status);
    to.head(coded, encoder.end(), last);
    return length;
  }

  /**
   * RFC 8441 5: what HTTP/1 calls a switch is a plain success here, so that a success of HTTP/1,
   * which is none, must not look like one.
   */
  private int status(int from, int to) {
    int status = (int) number(from, to);
    if (tunnel && status == 101) {
      headDone = true;
      switched = true;
      body.begin(Long.MAX_VALUE);
      System.arraycopy(SUCCESS, 0, text, from, SUCCESS.length);
    } else if (tunnel && status >= 200 && status < 300) {
      System.arraycopy(NO_SWITCH, 0, text, from, NO_SWITCH.length);
    }
    return status;
  }

  /** Returns the length of the head, or -1 where it does not end in what was copied. */
  private int copyHead(Desk desk, MemorySegment from, int at, int count) {
    int start = Desk.STATUS.length;
    text = desk.text(count);
    MemorySegment.copy(from, JAVA_BYTE, at, text, start, count);
    for (int i = start + 3; i < start + count; i++) {
      if (text[i] == '\n' && text[i - 2] == '\n') {
        return i + 1 - start;
      }
    }
    return -1;
  }

  private int lineEnd(int from) {
    int at = from;
    while (text[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Lines until the empty one. */
  private void fields(FieldEncoder encoder, int from) {
    int at = from;
    while (text[at] != '\r') {
      int name = at;
      while (text[at] != ':') {
        text[at] = Octets.lower(text[at]);
        at++;
      }
      int nameEnd = at++;
      while (text[at] == ' ' || text[at] == '\t') {
        at++;
      }
      int value = at;
      int end = lineEnd(at);
      at = end + 2;
      while (end > value && (text[end - 1] == ' ' || text[end - 1] == '\t')) {
        end--;
      }
      if (passes(name, nameEnd, value, end)) {
        encoder.add(text, name, nameEnd, value, end);
      }
    }
  }

  /** RFC 9113 8.2.2: what concerns an HTTP/1 connection stays behind. */
  private boolean passes(int name, int nameEnd, int value, int valueEnd) {
    switch (nameEnd - name) {
      case 14 -> {
        if (is(CONTENT_LENGTH, name, nameEnd)) {
          contentLength = number(value, valueEnd);
        }
      }
      case 17 -> {
        if (is(TRANSFER_ENCODING, name, nameEnd)) {
          chunked = true;
          return false;
        }
      }
      case 10 -> {
        return !is(CONNECTION, name, nameEnd) && !is(KEEP_ALIVE, name, nameEnd);
      }
      case 7 -> {
        return !is(UPGRADE, name, nameEnd);
      }
      case 16 -> {
        return !is(PROXY_CONNECTION, name, nameEnd);
      }
      case 20 -> {
        return !is(ACCEPT, name, nameEnd);
      }
      default -> {}
    }
    return true;
  }

  /** Returns whether there is none. */
  private boolean decideBody(int status) {
    headDone = true;
    if (bodiless || status == 204 || status == 304 || (!chunked && contentLength <= 0)) {
      body.end();
    } else if (chunked) {
      body.beginChunked();
    } else {
      body.begin(contentLength);
    }
    return body.isOver();
  }

  // ---- behind the body

  /** What was another protocol's has ended. */
  void endTunnel(Sending to) {
    if (switched && !body.isOver()) {
      body.end();
      to.data(0, true);
    }
  }

  /** The lines of a trailer, and an empty one. */
  void trailer(Sending to, byte[] lines, int length) {
    text = lines;
    byte[] coded = to.desk().coded(2 * length + HEAD_OVERHEAD);
    FieldEncoder encoder = to.encoder();
    encoder.begin(coded, 0);
    fields(encoder, 0);
    to.head(coded, encoder.end(), true);
  }

  // ---- looking

  private boolean is(byte[] name, int from, int to) {
    return Arrays.equals(text, from, to, name, 0, name.length);
  }

  private long number(int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text[i] - '0';
    }
    return number;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
