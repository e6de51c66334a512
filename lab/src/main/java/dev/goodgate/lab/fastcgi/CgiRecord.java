package dev.goodgate.lab.fastcgi;

/** A record of FastCGI 3.3, whatever it says. The content is text, one character a byte. */
public record CgiRecord(int version, int type, int id, String content, int padding) {
  public static final int VERSION = 1;
  public static final int MAX_CONTENT = 0xffff;
  public static final int MAX_PADDING = 0xff;

  public static final int BEGIN_REQUEST = 1;
  public static final int ABORT_REQUEST = 2;
  public static final int END_REQUEST = 3;
  public static final int PARAMS = 4;
  public static final int STDIN = 5;
  public static final int STDOUT = 6;
  public static final int STDERR = 7;
  public static final int GET_VALUES = 9;
  public static final int GET_VALUES_RESULT = 10;
  public static final int UNKNOWN_TYPE = 11;

  /** In the flags of BEGIN_REQUEST: the connection is wanted again. */
  public static final int KEEP_CONNECTION = 1;

  /** How a request ended, FastCGI 5.5. */
  public enum Status {
    REQUEST_COMPLETE(0),
    CANT_MPX_CONN(1),
    OVERLOADED(2),
    UNKNOWN_ROLE(3);

    private final int number;

    Status(int number) {
      this.number = number;
    }
  }

  /** Padded to a multiple of eight, as FastCGI 3.3 recommends. */
  public static CgiRecord of(int type, int id, String content) {
    return new CgiRecord(VERSION, type, id, content, -content.length() & 7);
  }

  /** {@code exit} is the status of the program, one byte of it. */
  public static CgiRecord end(int id, Status status, int exit) {
    return of(END_REQUEST, id, "\0\0\0" + (char) (exit & 0xff) + (char) status.number + "\0\0\0");
  }

  public String bytes() {
    return bytes(content.length());
  }

  /** As {@link #bytes()}, and the length may be a lie. */
  public String bytes(int length) {
    return String.valueOf(
            new char[] {
              (char) (version & 0xff),
              (char) (type & 0xff),
              (char) (id >>> 8 & 0xff),
              (char) (id & 0xff),
              (char) (length >>> 8 & 0xff),
              (char) (length & 0xff),
              (char) (padding & 0xff),
              0
            })
        + content
        + "\0".repeat(padding);
  }
}
