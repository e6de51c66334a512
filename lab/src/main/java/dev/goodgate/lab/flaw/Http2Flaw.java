package dev.goodgate.lab.flaw;

/** What can be wrong in HTTP/2, where in it, and in gRPC over it. Some of it is only unusual. */
public final class Http2Flaw {
  private Http2Flaw() {}

  /** The last stream that a GOAWAY names; with {@code ANSWERED} ours, and it is answered well. */
  public enum LastStream {
    BELOW,
    OURS,
    ANSWERED
  }

  public enum Moment {
    BEFORE_HEAD,
    AFTER_HEAD,
    IN_BODY,
    AFTER_END
  }

  /** The last two are allowed. */
  public enum Settings {
    NEVER_SENT,
    NEVER_ACKNOWLEDGED,
    NO_STREAMS,
    WINDOW_TOO_LARGE,
    FRAME_SIZE_TOO_SMALL,
    PUSH_NEITHER,
    SHORT,
    ON_STREAM,
    FULL_ACK,
    WINDOW_ZERO,
    ONE_STREAM,
    UNKNOWN
  }

  public enum Head {
    UPPERCASE,
    CONNECTION,
    TRANSFER_ENCODING,
    UNKNOWN_PSEUDO,
    REQUEST_PSEUDO,
    PSEUDO_LAST,
    NO_STATUS,
    TWO_STATUSES,
    BAD_STATUS,
    EMPTY_NAME,
    SPACE_IN_NAME,
    NUL_IN_VALUE,
    LINE_BREAK_IN_VALUE,
    SPACE_BEFORE_VALUE
  }

  /** The last is allowed. */
  public enum Framing {
    FRAME_TOO_LARGE,
    DATA_ON_STREAM_ZERO,
    HEADERS_ON_STREAM_ZERO,
    HEADERS_ON_EVEN_STREAM,
    DATA_BEFORE_HEADERS,
    DATA_AFTER_END,
    HEADERS_AFTER_END,
    CONTINUATION_ALONE,
    CONTINUATION_MISSING,
    CONTINUATION_INTERLEAVED,
    WINDOW_UPDATE_ZERO,
    WINDOW_UPDATE_OVERFLOW,
    WINDOW_UPDATE_SHORT,
    WINDOW_EXCEEDED,
    PUSH_PROMISE,
    PADDING_TOO_LONG,
    PING_SHORT,
    PING_ON_STREAM,
    RST_STREAM_SHORT,
    RST_STREAM_IDLE,
    LENGTH_TOO_LONG,
    LENGTH_TOO_SHORT,
    TRAILERS_WITHOUT_END,
    UNKNOWN_TYPE
  }

  public enum Compression {
    BAD_INDEX,
    INDEX_ZERO,
    BAD_HUFFMAN,
    CUT,
    HUGE_NUMBER,
    TABLE_TOO_LARGE,
    LATE_TABLE_SIZE,
    BOMB
  }

  public enum Flood {
    PING,
    SETTINGS,
    RST_STREAM,
    EMPTY_DATA,
    CONTINUATION,
    WINDOW_UPDATE,
    PRIORITY
  }

  /** The first is a good answer where the status is 0. */
  public enum Grpc {
    WHOLE,
    TRAILERS_ONLY,
    STATUS_MISSING,
    STATUS_ODD,
    WRONG_TYPE,
    PLAIN_503,
    MESSAGE_CUT
  }
}
