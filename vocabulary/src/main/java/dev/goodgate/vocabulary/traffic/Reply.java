package dev.goodgate.vocabulary.traffic;

/**
 * What the client was sent. {@code whole} is false where it was cut off on purpose, so that the
 * client can see that something is missing. {@code bodyBytes} counts what was handed to the
 * client's connection.
 */
public record Reply(int status, Maker maker, long bodyBytes, boolean whole) {
  /** Who made a reply. */
  public enum Maker {
    ENDPOINT,
    GATEWAY
  }

  public Reply {
    checkStatus(status);
    if (bodyBytes < 0) {
      throw new IllegalArgumentException("body of " + bodyBytes + " bytes");
    }
  }

  static void checkStatus(int status) {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status " + status);
    }
  }
}
