package dev.goodgate.trials.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The endpoint of a soak: what it does with a request is in the path. */
final class SoakOrigin implements AutoCloseable {
  private static final int PIECES = 10;
  private static final long PAUSE = 50_000_000;
  private static final int BACKLOG = 512;

  private final ServerSocket listening = new ServerSocket();
  private final AtomicInteger turn = new AtomicInteger();

  SoakOrigin() throws IOException {
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    Thread.ofVirtual().name("soak origin").start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().name("soak origin's visitor").start(() -> serve(socket));
      } catch (IOException closedOrBroken) {
        // Closed: the loop ends. Broken before it was taken: the next one counts.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      for (String head = until(in, "\r\n\r\n"); !head.isEmpty(); head = until(in, "\r\n\r\n")) {
        String path = head.split(" ", 3)[1];
        switch (path) {
          case "/slow" -> drip(out);
          case "/count" -> answer(out, Integer.toString(count(head, in)).getBytes(ISO_8859_1));
          case "/echo" -> echo(in, out);
          case "/sick" -> {
            if (!fails(socket, out)) {
              return;
            }
          }
          default -> answer(out, new byte[Integer.parseInt(path.substring(1))]);
        }
      }
    } catch (IOException left) {
      // The gateway has left.
    }
  }

  private static void answer(OutputStream out, byte[] body) throws IOException {
    head(out, "200 OK\r\nContent-Length: " + body.length);
    out.write(body);
  }

  private static void head(OutputStream out, String rest) throws IOException {
    out.write(("HTTP/1.1 " + rest + "\r\n\r\n").getBytes(ISO_8859_1));
  }

  private static void drip(OutputStream out) throws IOException {
    head(out, "200 OK\r\nContent-Length: " + PIECES);
    for (int i = 0; i < PIECES; i++) {
      LockSupport.parkNanos(PAUSE);
      out.write('d');
    }
  }

  private static void echo(InputStream in, OutputStream out) throws IOException {
    head(out, "101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo");
    byte[] piece = new byte[8_192];
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      out.write(piece, 0, count);
    }
  }

  /** Each time in another way; whether the connection can be used again. */
  private boolean fails(Socket socket, OutputStream out) throws IOException {
    switch (turn.incrementAndGet() % 6) {
      case 0 -> socket.setSoLinger(true, 0);
      case 1 -> {}
      case 2 -> head(out, "200 OK\r\nContent-Length: 1000");
      case 3 -> head(out, "what is this");
      case 4 -> {
        head(out, "200 OK\r\nTransfer-Encoding: chunked");
        out.write("5\r\nhello\r\nno chunk\r\n".getBytes(ISO_8859_1));
      }
      default -> {
        answer(out, new byte[10]);
        return true;
      }
    }
    return false;
  }

  private static int count(String head, InputStream in) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length: ");
    if (at >= 0) {
      String length = lower.substring(at + 16, lower.indexOf('\r', at));
      return in.readNBytes(Integer.parseInt(length)).length;
    }
    int sum = 0;
    while (true) {
      String line = until(in, "\r\n");
      if (line.isEmpty()) {
        throw new IOException("ended within chunks");
      }
      int size = Integer.parseInt(line.strip(), 16);
      sum += in.readNBytes(size).length;
      until(in, "\r\n");
      if (size == 0) {
        return sum;
      }
    }
  }

  /** All up to and with the mark; empty where it ends before. */
  private static String until(InputStream in, String mark) throws IOException {
    StringBuilder read = new StringBuilder();
    int last = mark.charAt(mark.length() - 1);
    for (int next = in.read(); next >= 0; next = in.read()) {
      read.append((char) next);
      if (next == last && read.indexOf(mark, read.length() - mark.length()) >= 0) {
        return read.toString();
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
