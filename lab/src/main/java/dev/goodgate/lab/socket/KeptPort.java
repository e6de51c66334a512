package dev.goodgate.lab.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP port that refuses until something listens on it, and stays ours all the time.
 *
 * <p>How it works: a socket that is bound and does not listen keeps the port; with SO_REUSEADDR on
 * both, Linux lets a listening socket join it. While only the first is there, the kernel answers
 * SYN with RST, and nobody else can take the port.
 */
public final class KeptPort implements Closeable {
  /** Small, so that one who does not read is soon felt by one who writes. */
  private static final int RECEIVE_BUFFER = 32 * 1024;

  private static final int LOOKS = 2_000;
  private static final int PATIENCE_MILLIS = 500;
  private static final long PAUSE_NANOS = 5_000_000;

  private final Socket keeper = new Socket();

  /** Port 0 takes any free one. */
  public KeptPort(InetSocketAddress address) throws IOException {
    try {
      keeper.setReuseAddress(true);
      keeper.bind(address);
    } catch (IOException taken) {
      keeper.close();
      throw taken;
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) keeper.getLocalSocketAddress();
  }

  /** Whoever takes it closes it. */
  public ServerSocket listen(int backlog) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.bind(address(), backlog);
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  /**
   * Waits until nobody listens here any more. A program that is just being started holds a copy of
   * every descriptor for a moment, also of one that is closed meanwhile.
   */
  public void awaitSilence() throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      try (Socket caller = new Socket()) {
        caller.connect(address(), PATIENCE_MILLIS);
      } catch (ConnectException refused) {
        return;
      } catch (SocketTimeoutException queueFull) {
        continue;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new IOException("somebody listens still at " + address());
  }

  @Override
  public void close() throws IOException {
    keeper.close();
  }
}
