package dev.goodgate.trials.backstage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.fastcgi.CgiRecord;
import dev.goodgate.lab.fastcgi.Params;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clients that went past the gateway and keep every worker of a program busy for a while. Once it
 * is there nobody who comes later is served before it.
 */
final class Crowd implements AutoCloseable {
  private static final int SIZE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
      awaitHeard(address.getPort(), request.length);
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

  /** Until the program reads what one of them asks, in {@code asked} bytes. */
  private void awaitHeard(int port, int asked) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isHeard(port, asked)) {
      if (System.nanoTime() > end) {
        throw new IOException("no request of the crowd is read");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** The kernel lists how many bytes of each connection the program has left unread. */
  private boolean isHeard(int port, int asked) throws IOException {
    String ports =
        clients.stream()
            .map(each -> String.format(Locale.ROOT, "%04X", each.getLocalPort()))
            .collect(Collectors.joining("|"));
    Pattern unread =
        Pattern.compile(
            String.format(
                Locale.ROOT, " *\\d+: \\w+:%04X \\w+:(?:%s) 01 \\w+:(\\w+) .*", port, ports));
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try (Stream<String> lines = Files.lines(Path.of(table))) {
        if (lines
            .map(unread::matcher)
            .anyMatch(line -> line.matches() && Long.parseLong(line.group(1), 16) < asked)) {
          return true;
        }
      }
    }
    return false;
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
