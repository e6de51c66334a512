package dev.goodgate.trials.backstage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.fastcgi.CgiRecord;
import dev.goodgate.lab.fastcgi.Params;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    String parameters = Params.write(Map.of("REQUEST_METHOD", "GET", "SCRIPT_FILENAME", script));
    return Stream.of(
            CgiRecord.of(CgiRecord.BEGIN_REQUEST, 1, "\0\1\0\0\0\0\0\0"),
            CgiRecord.of(CgiRecord.PARAMS, 1, parameters),
            CgiRecord.of(CgiRecord.PARAMS, 1, ""),
            CgiRecord.of(CgiRecord.STDIN, 1, ""))
        .map(CgiRecord::bytes)
        .collect(Collectors.joining())
        .getBytes(ISO_8859_1);
  }
}
