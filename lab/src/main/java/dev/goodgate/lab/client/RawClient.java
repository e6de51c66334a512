package dev.goodgate.lab.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.socket.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection of a client that sends exactly what it is told, right or wrong. Text is one
 * character a byte. Every read ends at the deadline between two bytes; used by one thread at a
 * time.
 */
public final class RawClient implements AutoCloseable {
  private final Connection connection;
  private final InputStream in;
  private boolean switching;

  private RawClient(Connection connection) throws IOException {
    this.connection = connection;
    this.in = connection.in();
  }

  /** {@code patience} bounds the connecting, and every silence of the other side. */
  public static RawClient connect(SocketAddress address, Duration patience) throws IOException {
    return new RawClient(Connection.open(address, patience));
  }

  public RawClient send(String bytes) throws IOException {
    switching |= bytes.toLowerCase(Locale.ROOT).contains("\r\nupgrade:");
    connection.out().write(bytes.getBytes(ISO_8859_1));
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
    return new ReplyInput(in).read(false, switching);
  }

  public RawReply replyToHead() {
    return new ReplyInput(in).read(true, switching);
  }

  /** Ends our stream (FIN) and goes on reading. */
  public RawClient finishSending() throws IOException {
    connection.finish();
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
    connection.resetOnClose();
    connection.close();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
