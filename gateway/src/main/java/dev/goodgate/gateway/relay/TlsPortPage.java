package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.MemorySegment;
import java.util.regex.Pattern;

/**
 * Recognises the page by which servers say that their port wants TLS and was spoken to without. It
 * is passed on as it is, but the client could do nothing about it: who planned the endpoint can.
 */
final class TlsPortPage {
  private static final int MOST = 1_024;

  /** In the order: nginx, Apache, Go and Caddy, Tomcat. */
  private static final Pattern WORDS =
      Pattern.compile(
          "The plain HTTP request was sent to HTTPS port"
              + "|speaking plain HTTP to an SSL-enabled server port"
              + "|Client sent an HTTP request to an HTTPS server"
              + "|This combination of host and port requires TLS");

  private TlsPortPage() {}

  /** Whether a body that begins like this is such a page. */
  static boolean begins(MemorySegment bytes, int from, int to) {
    int length = Math.min(to - from, MOST);
    String text = new String(bytes.asSlice(from, length).toArray(JAVA_BYTE), ISO_8859_1);
    return WORDS.matcher(text).find();
  }
}
