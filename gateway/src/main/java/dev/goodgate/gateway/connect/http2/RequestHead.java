package dev.goodgate.gateway.connect.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.field.Octets;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of a request as HTTP/1 words it, turned into fields of HTTP/2: RFC 9113 8.3.1. Made once
 * for a connection and used for one head after the other.
 */
final class RequestHead {
  /** Texts that a head of HTTP/1 has not; what it has stands behind them in one array. */
  private static final byte[] OWN = ascii(":method:scheme:path:authoritytetrailers");

  private static final int METHOD = 0;
  private static final int SCHEME = METHOD + 7;
  private static final int PATH = SCHEME + 7;
  private static final int AUTHORITY = PATH + 5;
  private static final int TE = AUTHORITY + 10;
  private static final int TRAILERS = TE + 2;
  private static final int OWN_END = TRAILERS + 8;

  private static final int VERSION_LENGTH = " HTTP/1.1\r\n".length();

  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[] CONTENT_TYPE = ascii("content-type");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  private static final byte[] GRPC = ascii("application/grpc");
  private static final byte[] HEAD = ascii("HEAD");
  private static final byte[][] OF_CONNECTIONS = {
    ascii("connection"),
    ascii("proxy-connection"),
    ascii("keep-alive"),
    ascii("upgrade"),
    ascii("http2-settings"),
    ascii("te"),
    ascii("host")
  };

  private final int start;
  private byte[] text;
  private byte[] coded = {};
  private int end;
  private int lines;
  private boolean forHead;
  private boolean chunked;
  private boolean grpc;
  private long contentLength;

  /** {@code scheme} is the endpoint's: http or https. */
  RequestHead(String scheme) {
    byte[] own = ascii(new String(OWN, StandardCharsets.US_ASCII) + scheme);
    start = own.length;
    text = Arrays.copyOf(own, 2 * 1_024);
  }

  /** Takes a head, which is whole, from the front of these bytes; returns its length. */
  int copy(MemorySegment from, int at, int count) {
    int length = 0;
    int copied = 0;
    while (length == 0 && copied < count) {
      int step = Math.min(count - copied, Math.max(1_024, copied));
      makeRoom(start + copied + step);
      MemorySegment.copy(from, JAVA_BYTE, at + copied, text, start + copied, step);
      length = lengthOfHead(Math.max(3, copied), copied + step);
      copied += step;
    }
    if (length == 0) {
      throw new IllegalStateException("a request's head came in pieces");
    }
    end = start + length;
    countLines();
    return length;
  }

  private int lengthOfHead(int from, int to) {
    for (int i = start + from; i < start + to; i++) {
      if (text[i] == '\n' && text[i - 2] == '\n') {
        return i + 1 - start;
      }
    }
    return 0;
  }

  /** A trailer, up to its empty line. */
  void copyTrailer(byte[] from, int length) {
    makeRoom(start + length);
    System.arraycopy(from, 0, text, start, length);
    end = start + length;
    countLines();
  }

  private void countLines() {
    lines = 0;
    for (int i = start; i < end; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    if (coded.length < mostCoded()) {
      coded = new byte[2 * mostCoded()];
    }
  }

  private void makeRoom(int length) {
    if (text.length < length) {
      text = Arrays.copyOf(text, 2 * length);
    }
  }

  /** How much it may need as frames. */
  int mostCoded() {
    int most = end - start + (lines + 4) * FieldEncoder.MOST_OVERHEAD + OWN_END;
    return most + (most / Frame.MAX_PAYLOAD + 1) * Frame.HEAD;
  }

  byte[] coded() {
    return coded;
  }

  void encode(FieldEncoder encoder) {
    int methodEnd = indexOf(' ', start);
    int target = methodEnd + 1;
    int targetEnd = indexOf(' ', target);
    int line = targetEnd + VERSION_LENGTH;
    int host = indexOf(':', line) + 2;
    int hostEnd = indexOf('\r', host);
    forHead = Arrays.equals(text, start, methodEnd, HEAD, 0, HEAD.length);
    contentLength = 0;
    chunked = false;
    grpc = false;
    encoder.add(text, METHOD, SCHEME, start, methodEnd);
    encoder.add(text, SCHEME, PATH, OWN_END, start);
    encoder.add(text, PATH, AUTHORITY, target, targetEnd);
    if (hostEnd > host) {
      encoder.add(text, AUTHORITY, TE, host, hostEnd);
    }
    fields(encoder, hostEnd + 2);
    if (grpc) {
      encoder.add(text, TE, TRAILERS, TRAILERS, OWN_END); // which this gateway passes on
    }
  }

  void encodeTrailer(FieldEncoder encoder) {
    fields(encoder, start);
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
      int nameEnd = at;
      int lineEnd = indexOf('\r', nameEnd);
      int value = nameEnd + 1;
      while (value < lineEnd && Octets.isSpace(text[value])) {
        value++;
      }
      int valueEnd = lineEnd;
      while (valueEnd > value && Octets.isSpace(text[valueEnd - 1])) {
        valueEnd--;
      }
      if (passes(name, nameEnd, value, valueEnd)) {
        encoder.add(text, name, nameEnd, value, valueEnd);
      }
      at = lineEnd + 2;
    }
  }

  /** RFC 9113 8.2.2: what concerns an HTTP/1 connection stays behind. */
  private boolean passes(int name, int nameEnd, int value, int valueEnd) {
    if (is(TRANSFER_ENCODING, name, nameEnd)) {
      chunked = true;
      return false;
    }
    if (is(CONTENT_LENGTH, name, nameEnd)) {
      contentLength = number(value, valueEnd);
    } else if (is(CONTENT_TYPE, name, nameEnd)) {
      int prefix = Math.min(valueEnd, value + GRPC.length);
      grpc = Arrays.equals(text, value, prefix, GRPC, 0, GRPC.length);
    }
    for (byte[] each : OF_CONNECTIONS) {
      if (is(each, name, nameEnd)) {
        return false;
      }
    }
    return true;
  }

  private boolean is(byte[] what, int from, int to) {
    return to - from == what.length && Arrays.equals(text, from, to, what, 0, what.length);
  }

  private long number(int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text[i] - '0';
    }
    return number;
  }

  private int indexOf(char what, int from) {
    int at = from;
    while (text[at] != what) {
      at++;
    }
    return at;
  }

  boolean isForHead() {
    return forHead;
  }

  boolean isChunked() {
    return chunked;
  }

  /** 0 where there is none. */
  long contentLength() {
    return contentLength;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
