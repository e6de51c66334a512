package dev.goodgate.lab.http2;

/** A frame of RFC 9113 4.1, whatever it says. The payload is text, one character a byte. */
public record Frame(int type, int flags, int stream, String payload) {
  /** What a client says first, RFC 9113 3.4. */
  public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

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

  /** The codes of RFC 9113 7. */
  public enum Code {
    NO_ERROR(0),
    PROTOCOL_ERROR(1),
    INTERNAL_ERROR(2),
    FLOW_CONTROL_ERROR(3),
    SETTINGS_TIMEOUT(4),
    STREAM_CLOSED(5),
    FRAME_SIZE_ERROR(6),
    REFUSED_STREAM(7),
    CANCEL(8),
    COMPRESSION_ERROR(9),
    CONNECT_ERROR(10),
    ENHANCE_YOUR_CALM(11),
    INADEQUATE_SECURITY(12),
    HTTP_1_1_REQUIRED(13);

    private final int number;

    Code(int number) {
      this.number = number;
    }
  }

  public static Frame rstStream(int stream, Code code) {
    return new Frame(RST_STREAM, 0, stream, word(code.number));
  }

  public static Frame goAway(int lastStream, Code code) {
    return new Frame(GOAWAY, 0, 0, word(lastStream) + word(code.number));
  }

  public static Frame windowUpdate(int stream, int increment) {
    return new Frame(WINDOW_UPDATE, 0, stream, word(increment));
  }

  /** Four bytes. */
  public static String word(int value) {
    return half(value >>> 16) + half(value);
  }

  /** One entry of SETTINGS. */
  public static String setting(int id, int value) {
    return half(id) + word(value);
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Four bytes of the payload as a number without sign; -1 where they are not there. */
  public long number(int at) {
    return payload.length() < at + 4
        ? -1
        : ((long) half(payload, at) << 16) | half(payload, at + 2);
  }

  static int half(String bytes, int at) {
    return (bytes.charAt(at) << 8) | bytes.charAt(at + 1);
  }

  public String bytes() {
    return bytes(payload.length());
  }

  /** As {@link #bytes()}, and the length may be a lie. */
  public String bytes(int length) {
    return (char) (length >>> 16 & 0xff)
        + half(length)
        + (char) (type & 0xff)
        + (char) (flags & 0xff)
        + word(stream)
        + payload;
  }

  private static String half(int value) {
    return String.valueOf(new char[] {(char) (value >>> 8 & 0xff), (char) (value & 0xff)});
  }
}
