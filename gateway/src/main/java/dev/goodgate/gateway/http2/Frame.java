package dev.goodgate.gateway.http2;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Frames of RFC 9113 as bytes: their numbers, and how those without a body of their own are
 * written.
 */
public final class Frame {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PUSH_PROMISE = 5;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final int ACK = 0x1;
  public static final int END_STREAM = 0x1;
  public static final int END_HEADERS = 0x4;
  public static final int PADDED = 0x8;
  public static final int WITH_PRIORITY = 0x20;

  public static final int HEADER_TABLE_SIZE = 1;
  public static final int ENABLE_PUSH = 2;
  public static final int MAX_CONCURRENT_STREAMS = 3;
  public static final int INITIAL_WINDOW_SIZE = 4;
  public static final int MAX_FRAME_SIZE = 5;
  public static final int MAX_HEADER_LIST_SIZE = 6;
  public static final int ENABLE_CONNECT_PROTOCOL = 8;

  /** Of the nine bytes in front of each payload. */
  public static final int HEAD = 9;

  /** The largest payload, as neither side has to allow more: RFC 9113 4.2. */
  public static final int MAX_PAYLOAD = 16_384;

  /** The window of a stream, or the connection, that nobody has changed: RFC 9113 6.9.2. */
  public static final int DEFAULT_WINDOW = 65_535;

  public static final long MAX_WINDOW = Integer.MAX_VALUE;

  /** HPACK's table where nobody has changed it. */
  public static final int DEFAULT_TABLE = 4_096;

  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
  static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Frame() {}

  /** What a client says first: RFC 9113 3.4. */
  public static byte[] preface() {
    return PREFACE.clone();
  }

  /** Writes the nine bytes in front of a payload; returns where it goes. */
  public static int head(MemorySegment to, int at, int length, int typeAndFlags, int stream) {
    to.set(INT, at, (length << 8) | (typeAndFlags >>> 8));
    to.set(ValueLayout.JAVA_BYTE, at + 4, (byte) typeAndFlags);
    to.set(INT, at + 5, stream);
    return at + HEAD;
  }

  /** A type with its flags, for {@link #head}. */
  public static int with(int type, int flags) {
    return (type << 8) | flags;
  }

  /** Each of these returns where the frame ends. */
  public static int rstStream(MemorySegment to, int at, int stream, Code code) {
    return number(to, head(to, at, 4, with(RST_STREAM, 0), stream), code.number());
  }

  public static int windowUpdate(MemorySegment to, int at, int stream, int increment) {
    return number(to, head(to, at, 4, with(WINDOW_UPDATE, 0), stream), increment);
  }

  public static int goAway(MemorySegment to, int at, int lastStream, Code code) {
    return number(to, number(to, head(to, at, 8, with(GOAWAY, 0), 0), lastStream), code.number());
  }

  public static int settingsAck(MemorySegment to, int at) {
    return head(to, at, 0, with(SETTINGS, ACK), 0);
  }

  /** Settings as id, value, id, value ... */
  public static int settings(MemorySegment to, int at, int... pairs) {
    int end = head(to, at, pairs.length * 3, with(SETTINGS, 0), 0);
    for (int i = 0; i < pairs.length; i += 2) {
      to.set(SHORT, end, (short) pairs[i]);
      end = number(to, end + 2, pairs[i + 1]);
    }
    return end;
  }

  /**
   * Answers the eight bytes of a ping that stand at {@code payload} of the same memory or another.
   */
  public static int pingAck(MemorySegment to, int at, MemorySegment from, int payload) {
    int end = head(to, at, 8, with(PING, ACK), 0);
    MemorySegment.copy(from, payload, to, end, 8);
    return end + 8;
  }

  private static int number(MemorySegment to, int at, int value) {
    to.set(INT, at, value);
    return at + 4;
  }
}
