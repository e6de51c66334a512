package dev.goodgate.lab.flaw;

/** The ways in which the bytes of a body, or those around it, can be wrong. */
public final class BodyForms {
  private static final int LONG = 70_000;
  private static final String GOOD = "6\r\nhello\n\r\n";
  private static final String LAST = "0\r\n\r\n";

  private BodyForms() {}

  /** From the line of a chunk's size to the end of the body. */
  public enum Chunk {
    NOT_HEX("zz\r\nhello\n\r\n" + LAST),
    NEGATIVE("-6\r\nhello\n\r\n" + LAST),
    PLUS("+6\r\nhello\n\r\n" + LAST),
    PREFIX_0X("0x6\r\nhello\n\r\n" + LAST),
    OVERFLOW("10000000000000006\r\nhello\n\r\n" + LAST),
    LARGEST("7fffffffffffffff\r\nhello\n\r\n" + LAST),
    EMPTY("\r\nhello\n\r\n" + LAST),
    LEADING_SPACE(" 6\r\nhello\n\r\n" + LAST),
    TRAILING_SPACE("6 \r\nhello\n\r\n" + LAST),
    MANY_ZEROS("0".repeat(100) + "6\r\nhello\n\r\n" + LAST),
    LONG_EXTENSION("6;x=" + "e".repeat(LONG) + "\r\nhello\n\r\n" + LAST),
    CONTROL_IN_EXTENSION("6;x=\0\r\nhello\n\r\n" + LAST),
    LF_IN_EXTENSION("6;x=\"\nhello\n\r\n" + LAST),
    NO_CRLF_AFTER("6\r\nhello\n" + LAST),
    EXTRA_CR("6\r\r\nhello\n\r\n" + LAST),
    EXTRA_BYTES("6\r\nhello\nXX\r\n" + LAST),
    LF_ONLY("6\nhello\n\n0\n\n"),
    CR_ONLY("6\rhello\n\r0\r\r"),
    NO_FINAL_CRLF(GOOD + "0\r\n"),
    LAST_WITHOUT_CRLF(GOOD + "0"),
    BYTES_AFTER_LAST(GOOD + LAST + "more");

    private final String bytes;

    Chunk(String bytes) {
      this.bytes = bytes;
    }

    public String bytes() {
      return bytes;
    }
  }

  /** Between the last chunk's line and the empty one. */
  public enum Trailer {
    FORBIDDEN("Content-Length: 50\r\nTransfer-Encoding: chunked\r\nHost: evil.test\r\n"),
    NO_COLON("nonsense\r\n"),
    SPACE_IN_NAME("X Note: x\r\n"),
    NUL("X-Note: a\0b\r\n"),
    FOLD("X-Note: a\r\n b\r\n"),
    MANY("X-T: v\r\n".repeat(2_000)),
    STATUS_LINE("HTTP/1.1 200 OK\r\n");

    private final String bytes;

    Trailer(String bytes) {
      this.bytes = bytes;
    }

    public String bytes() {
      return bytes;
    }
  }

  /** What comes where one final answer should, once: before, instead of, or after it. */
  public enum Interim {
    CONTINUE_UNASKED("HTTP/1.1 100 Continue\r\n\r\n"),
    PROCESSING("HTTP/1.1 102 Processing\r\n\r\n"),
    UNKNOWN("HTTP/1.1 199 Unknown\r\n\r\n"),
    HTTP_1_0("HTTP/1.0 100 Continue\r\n\r\n"),
    WITH_LENGTH("HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\n"),
    WITH_BODY("HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\nearly"),
    WITH_CHUNKS(
        "HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nearly\r\n0\r\n\r\n"),
    WITH_CLOSE("HTTP/1.1 103 Early Hints\r\nConnection: close\r\n\r\n"),
    LARGE("HTTP/1.1 103 Early Hints\r\nX-Large: " + "l".repeat(LONG) + "\r\n\r\n"),
    NO_END("HTTP/1.1 103 Early Hints\r\n");

    private final String bytes;

    Interim(String bytes) {
      this.bytes = bytes;
    }

    public String bytes() {
      return bytes;
    }
  }
}
