package dev.goodgate.console;

import dev.goodgate.vocabulary.plan.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends exactly the bytes it is given, on a connection of its own, and reads to the end. */
final class RawClient {
  private static final int DEADLINE_MILLIS = 10_000;

  private final HostPort to;

  RawClient(HostPort to) {
    this.to = to;
  }

  /** A request with the fields given, each ending in CR LF. */
  String ask(String line, String fields) throws IOException {
    return send(line + " HTTP/1.1\r\n" + fields + "Connection: close\r\n\r\n");
  }

  String get(String path) throws IOException {
    return ask("GET " + path, "Host: " + to + "\r\n");
  }

  String send(String bytes) throws IOException {
    try (Socket socket = new Socket(to.host(), to.port())) {
      socket.setSoTimeout(DEADLINE_MILLIS);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getInputStream().transferTo(answer);
      } catch (SocketException cutOff) {
        // What had come until then is the answer.
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
