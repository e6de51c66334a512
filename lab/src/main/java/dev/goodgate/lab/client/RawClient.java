package dev.goodgate.lab.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection of a client that sends exactly what it is told, right or wrong. Text is one
 * character a byte. Every read ends at the deadline between two bytes; used by one thread at a
 * time.
 */
public final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** {@code patience} bounds the connecting, and every silence of the other side. */
  public static RawClient connect(InetSocketAddress address, Duration patience) throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(Math.max(1, patience.toMillis()));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis);
      socket.connect(address, millis);
      return new RawClient(socket);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  public RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return this;
  }

  /** In pieces of {@code piece} bytes, with a pause before each but the first. */
  public RawClient sendSlowly(String bytes, int piece, Duration pause) throws IOException {
    for (int at = 0; at < bytes.length(); at += piece) {
      if (at > 0) {
        LockSupport.parkNanos(pause.toNanos());
      }
      send(bytes.substring(at, Math.min(bytes.length(), at + piece)));
    }
    return this;
  }

  /** A GET with nothing but a Host. */
  public RawReply get(String target) throws IOException {
    send("GET " + target + " HTTP/1.1\r\nHost: lab.test\r\n\r\n");
    return reply();
  }

  /** The next final reply; interim ones are skipped. */
  public RawReply reply() {
    return new ReplyInput(in).read(false);
  }

  public RawReply replyToHead() {
    return new ReplyInput(in).read(true);
  }

  /** Ends our stream (FIN) and goes on reading. */
  public RawClient finishSending() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Exactly what comes next, at most {@code limit} bytes, until the end, the reset or silence. */
  public String bytes(int limit) throws IOException {
    byte[] all = new byte[limit];
    int count = 0;
    try {
      while (count < limit) {
        int more = in.read(all, count, limit - count);
        if (more < 0) {
          break;
        }
        count += more;
      }
    } catch (SocketTimeoutException silence) {
      // What came is what is wanted.
    }
    return new String(Arrays.copyOf(all, count), ISO_8859_1);
  }

  /** Whether the other side ends its stream next, in order, before the deadline. */
  public boolean endsNext() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    }
  }

  /** Leaves with RST. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
