package dev.goodgate.trials.backstage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients that went past the gateway and keep every worker of a program busy for a while. */
final class Crowd implements AutoCloseable {
  private static final int SIZE = 4;

  private final List<Socket> clients = new ArrayList<>();

  Crowd(Program program, InetSocketAddress address) throws IOException {
    byte[] request =
        program.speaksFastCgi()
            ? fastCgi("/sleep")
            : http(program.name().equals("node") ? "/busy" : "/sleep");
    try {
      for (int i = 0; i < SIZE; i++) {
        Socket client = new Socket();
        clients.add(client);
        client.connect(address);
        client.getOutputStream().write(request);
      }
    } catch (IOException failed) {
      close();
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket each : clients) {
      each.close();
    }
  }

  private static byte[] http(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: shop.test\r\n\r\n").getBytes(ISO_8859_1);
  }

  /** One request of FastCGI's simplest kind: begin, parameters, their end, an empty body. */
  private static byte[] fastCgi(String script) {
    ByteArrayOutputStream parameters = new ByteArrayOutputStream();
    parameter(parameters, "REQUEST_METHOD", "GET");
    parameter(parameters, "SCRIPT_FILENAME", script);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    record(request, 1, new byte[] {0, 1, 0, 0, 0, 0, 0, 0});
    record(request, 4, parameters.toByteArray());
    record(request, 4, new byte[0]);
    record(request, 5, new byte[0]);
    return request.toByteArray();
  }

  private static void parameter(ByteArrayOutputStream to, String name, String value) {
    to.write(name.length());
    to.write(value.length());
    to.writeBytes((name + value).getBytes(StandardCharsets.UTF_8));
  }

  private static void record(ByteArrayOutputStream to, int type, byte[] content) {
    to.writeBytes(new byte[] {1, (byte) type, 0, 1, 0, (byte) content.length, 0, 0});
    to.writeBytes(content);
  }
}
