package dev.goodgate.gateway.http2;

/** Why one side gives up a stream or the connection: RFC 9113 7. */
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

  private static final Code[] ALL = values();

  private final int number;

  Code(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** One that is not known counts as INTERNAL_ERROR, as RFC 9113 7 allows. */
  public static Code of(int number) {
    return number >= 0 && number < ALL.length ? ALL[number] : INTERNAL_ERROR;
  }

  /** As people write it, also one that is not known. */
  public static String name(int number) {
    return number >= 0 && number < ALL.length
        ? ALL[number].name()
        : "0x" + Integer.toHexString(number);
  }
}
