package dev.goodgate.lab.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A connection over a unix-domain socket. The JDK has no deadlines for these, so the channel does
 * not block, and a selector of its own waits.
 */
final class UnixConnection implements Connection {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final InputStream in = new UnbufferedInput(reading());
  private volatile long millis;

  UnixConnection(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    selector = Selector.open();
    key = channel.register(selector, 0);
  }

  /** A unix-domain socket connects at once or not at all: EAGAIN tells that the queue is full. */
  static UnixConnection open(SocketAddress to) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      boolean connected = channel.connect(to);
      assert connected;
      return new UnixConnection(channel);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  @Override
  public InputStream in() {
    return in;
  }

  private InputStream reading() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int at, int count) throws IOException {
        return take(ByteBuffer.wrap(into, at, count));
      }
    };
  }

  @Override
  public OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] from, int at, int count) throws IOException {
        for (ByteBuffer bytes = ByteBuffer.wrap(from, at, count); bytes.hasRemaining(); ) {
          if (channel.write(bytes) == 0) {
            await(SelectionKey.OP_WRITE, 0);
          }
        }
      }
    };
  }

  @Override
  public void patience(Duration span) {
    millis = Math.max(1, span.toMillis());
  }

  @Override
  public void finish() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void resetOnClose() {
    // Whoever reads leaves a byte unread: see resetsByUnreadBytes.
  }

  @Override
  public boolean resetsByUnreadBytes() {
    return true;
  }

  @Override
  public void urge(int urgent) throws IOException {
    throw new IOException("a unix-domain socket has no urgent data");
  }

  @Override
  public String from() {
    return "a unix-domain socket";
  }

  /** The selector goes first: a channel that is registered would send FIN, and no reset. */
  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }

  private int take(ByteBuffer into) throws IOException {
    for (; ; ) {
      int count = channel.read(into);
      if (count != 0 || !into.hasRemaining()) {
        return count;
      }
      if (!await(SelectionKey.OP_READ, millis)) {
        throw new SocketTimeoutException("nothing came");
      }
    }
  }

  /** 0 is for ever. */
  private boolean await(int operation, long limit) throws IOException {
    try {
      key.interestOps(operation);
      boolean ready = selector.select(limit) > 0;
      selector.selectedKeys().clear();
      return ready;
    } catch (ClosedSelectorException | java.nio.channels.CancelledKeyException ended) {
      throw new ClosedChannelException();
    }
  }
}
