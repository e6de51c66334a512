package dev.goodgate.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/**
 * A request of the model: its id says what its body is and what the answer's has to be, so that
 * both sides can tell their own bytes from any other's.
 */
record Ask(String id, String method, boolean chunked, int most) {
  boolean hasBody() {
    return method.equals("POST") || method.equals("PUT");
  }

  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] body = hasBody() ? asked(id, most) : new byte[0];
    String framing =
        !hasBody()
            ? ""
            : chunked
                ? "Transfer-Encoding: chunked\r\n"
                : "Content-Length: " + body.length + "\r\n";
    String head =
        method + " /" + id + " HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + id + "\r\n" + framing;
    write(all, head + "\r\n");
    if (hasBody()) {
      write(all, body, chunked);
    }
    return all.toByteArray();
  }

  /** A body, in chunks of any size if it is to be. */
  static void write(ByteArrayOutputStream to, byte[] body, boolean chunked) {
    if (!chunked) {
      to.writeBytes(body);
      return;
    }
    for (int from = 0, size; from < body.length; from += size) {
      size = Math.min(body.length - from, 1 + body.length / 3);
      write(to, Integer.toHexString(size) + "\r\n");
      to.write(body, from, size);
      write(to, "\r\n");
    }
    write(to, "0\r\n\r\n");
  }

  static void write(ByteArrayOutputStream to, String text) {
    to.writeBytes(text.getBytes(ISO_8859_1));
  }

  static byte[] asked(String id, int most) {
    return bytes("asked " + id, most);
  }

  static byte[] answered(String id, int most) {
    return bytes("answered " + id, most);
  }

  private static byte[] bytes(String seed, int most) {
    SplittableRandom random = new SplittableRandom(seed.hashCode());
    byte[] all = new byte[random.nextInt(most)];
    random.nextBytes(all);
    return all;
  }
}
