package dev.goodgate.lab.rude;

import dev.goodgate.lab.rude.Rudeness.Move;
import java.util.Arrays;

/** Writes requests as text, one character a byte. */
final class Asking {
  static final String END = "\r\n";
  static final String HOST = "Host: lab.test";
  static final String CHUNKED = "Transfer-Encoding: chunked";
  static final String GET = head("GET / HTTP/1.1", HOST);

  /** More than any error page is not waited for. */
  static final Move READ = new Move.Read(1 << 20);

  private Asking() {}

  static String head(String line, String... fields) {
    return line + END + String.join("", Arrays.stream(fields).map(f -> f + END).toList()) + END;
  }

  static String post(String... fields) {
    return head("POST / HTTP/1.1", fields);
  }

  static String length(long bytes) {
    return "Content-Length: " + bytes;
  }

  /** Sends this, and takes what comes. */
  static Rudeness asks(String bytes) {
    return Rudeness.moves(new Move.Send(bytes), READ);
  }
}
