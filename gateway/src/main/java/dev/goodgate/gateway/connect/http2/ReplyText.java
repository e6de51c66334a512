package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.http2.field.Octets;
import dev.goodgate.gateway.http2.hpack.FieldList;
import dev.goodgate.vocabulary.traffic.Defect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fields of a reply into the text of HTTP/1, which the gateway speaks inside. Strict (RFC
 * 9113 8.2, 8.3): no byte that could end a line gets through, and nothing that means anything to
 * HTTP/1 alone. What HTTP says of the rest, its reader judges.
 */
final class ReplyText {
  static final long NO_LENGTH = -1;

  private static final byte[] VERSION = ascii("HTTP/1.1 ");
  private static final byte[] AFTER_STATUS = ascii(" \r\n");
  private static final byte[] COLON = ascii(": ");
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
  private static final byte[] NO_BODY = ascii("content-length: 0\r\n");
  private static final byte[] STATUS = ascii(":status");
  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[][] OF_CONNECTIONS = {
    ascii("connection"),
    ascii("proxy-connection"),
    ascii("keep-alive"),
    ascii("transfer-encoding"),
    ascii("upgrade")
  };
  private static final int LONGEST_LENGTH = 18;

  private final FieldList fields;
  private byte[] from = {};
  private byte[] text = new byte[1_024];
  private int length;
  private int status;
  private long contentLength;
  private @Nullable Defect defect;

  ReplyText(FieldList fields) {
    this.fields = fields;
  }

  /**
   * Writes the head of the fields read last; false where something is wrong. {@code ends} tells
   * that nothing follows, {@code toHead} that the request was a HEAD.
   */
  boolean write(boolean ends, boolean toHead) {
    begin();
    if (fields.count() == 0 || !nameIs(0, STATUS)) {
      return wrong(Defect.BAD_PSEUDO_FIELD);
    }
    if (!readStatus()) {
      return wrong(Defect.BAD_PSEUDO_FIELD);
    }
    add(VERSION, 0, VERSION.length);
    add(from, fields.nameEnd(0), fields.valueEnd(0));
    add(AFTER_STATUS, 0, AFTER_STATUS.length);
    if (!lines(1)) {
      return false;
    }
    boolean bodiless = toHead || status < 200 || status == 204 || status == 304;
    if (!bodiless && contentLength == NO_LENGTH) {
      byte[] framing = ends ? NO_BODY : CHUNKED;
      add(framing, 0, framing.length);
    }
    add(LINE_END, 0, LINE_END.length);
    return true;
  }

  /** Writes the fields read last as the lines of a trailer, and no empty one. */
  boolean writeTrailer() {
    begin();
    return lines(0);
  }

  private void begin() {
    from = fields.bytes();
    length = 0;
    status = 0;
    contentLength = NO_LENGTH;
    defect = null;
  }

  private boolean readStatus() {
    int at = fields.nameEnd(0);
    if (fields.valueEnd(0) - at != 3) {
      return false;
    }
    for (int i = 0; i < 3; i++) {
      int digit = from[at + i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      status = 10 * status + digit;
    }
    return status >= 100 && status < 600;
  }

  private boolean lines(int first) {
    for (int i = first; i < fields.count(); i++) {
      int name = fields.nameStart(i);
      int value = fields.nameEnd(i);
      int end = fields.valueEnd(i);
      Defect wrong = judge(i, name, value, end);
      if (wrong != null) {
        return wrong(wrong);
      }
      add(from, name, value);
      add(COLON, 0, COLON.length);
      add(from, value, end);
      add(LINE_END, 0, LINE_END.length);
    }
    return true;
  }

  private @Nullable Defect judge(int index, int name, int value, int end) {
    if (name < value && from[name] == ':') {
      return Defect.BAD_PSEUDO_FIELD; // unknown, repeated, of requests, or behind others
    }
    if (!Octets.areName(from, name, value) || !Octets.areValue(from, value, end)) {
      return Defect.FORBIDDEN_FIELD;
    }
    for (byte[] each : OF_CONNECTIONS) {
      if (nameIs(index, each)) {
        return Defect.CONNECTION_FIELD;
      }
    }
    if (contentLength == NO_LENGTH && nameIs(index, CONTENT_LENGTH)) {
      contentLength = number(value, end);
    }
    return null;
  }

  /** What is no number, HTTP/1's reader finds. */
  private long number(int begin, int end) {
    long number = 0;
    if (begin == end || end - begin > LONGEST_LENGTH) {
      return NO_LENGTH;
    }
    for (int i = begin; i < end; i++) {
      int digit = from[i] - '0';
      if (digit < 0 || digit > 9) {
        return NO_LENGTH;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private boolean nameIs(int index, byte[] name) {
    return Arrays.equals(
        from, fields.nameStart(index), fields.nameEnd(index), name, 0, name.length);
  }

  private boolean wrong(Defect what) {
    defect = what;
    return false;
  }

  private void add(byte[] bytes, int begin, int end) {
    int count = end - begin;
    if (text.length - length < count) {
      text = Arrays.copyOf(text, 2 * (length + count));
    }
    System.arraycopy(bytes, begin, text, length, count);
    length += count;
  }

  byte[] text() {
    return text;
  }

  int length() {
    return length;
  }

  int status() {
    return status;
  }

  /** What the head says of the body's length, or NO_LENGTH. */
  long contentLength() {
    return contentLength;
  }

  /** What is wrong. */
  Defect defect() {
    return defect == null ? Defect.FORBIDDEN_FIELD : defect;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
