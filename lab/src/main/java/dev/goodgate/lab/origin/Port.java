package dev.goodgate.lab.origin;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP port that can be open, refuse, or be listened on without ever accepting.
 *
 * <p>How it works: a socket that is bound and does not listen keeps the port for us all the time;
 * with SO_REUSEADDR on both, Linux lets a listening socket join it. While only the first is there,
 * the kernel answers SYN with RST, and nobody else can take the port.
 */
final class Port implements AutoCloseable {
  /** Small, so that one who does not read is soon felt by one who writes. */
  private static final int RECEIVE_BUFFER = 32 * 1024;

  private static final int BACKLOG = 256;
  private static final int MAX_FILLERS = 16;
  private static final int MAX_FAILURES = 100;
  private static final int FILLED_MILLIS = 150;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Socket keeper = new Socket();
  private final Consumer<Socket> arrivals;
  private final List<Socket> fillers = new ArrayList<>();
  private @Nullable ServerSocket listening;
  private @Nullable Thread acceptor;

  Port(InetSocketAddress address, Consumer<Socket> arrivals) throws IOException {
    this.arrivals = arrivals;
    keeper.setReuseAddress(true);
    keeper.bind(address);
  }

  int number() {
    return keeper.getLocalPort();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) keeper.getLocalSocketAddress();
  }

  synchronized void open() throws IOException {
    if (listening != null && fillers.isEmpty()) {
      return;
    }
    refuse();
    ServerSocket accepting = listen(BACKLOG);
    acceptor = Thread.ofVirtual().name("origin port " + number()).start(() -> accept(accepting));
  }

  synchronized void refuse() throws IOException {
    if (listening != null) {
      listening.close();
      listening = null;
    }
    awaitAcceptor();
    for (Socket filler : fillers) {
      filler.close();
    }
    fillers.clear();
  }

  /** Connects to itself until the queue is full: from then on SYNs go unanswered. */
  synchronized void fill() throws IOException {
    refuse();
    listen(1);
    for (int count = 0; count < MAX_FILLERS; count++) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(address(), FILLED_MILLIS);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new IOException("the queue of port " + number() + " could not be filled");
  }

  @Override
  public void close() {
    try {
      refuse();
      keeper.close();
    } catch (IOException alreadyClosed) {
      // Nobody can be helped by knowing.
    }
  }

  /** The port is given back only when the thread that accepts has noticed the close. */
  private void awaitAcceptor() throws IOException {
    Thread ending = acceptor;
    acceptor = null;
    try {
      if (ending != null && !ending.join(CLOSING)) {
        throw new IOException("port " + number() + " could not be closed");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while closing port " + number());
    }
  }

  private ServerSocket listen(int backlog) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.bind(address(), backlog);
    listening = socket;
    return socket;
  }

  /** A connection that broke before it was taken is no reason to stop; a row of failures is. */
  private void accept(ServerSocket accepting) {
    for (int failures = 0; !accepting.isClosed() && failures < MAX_FAILURES; ) {
      try {
        Socket socket = accepting.accept();
        arrivals.accept(socket);
        failures = 0;
      } catch (IOException closedOrBroken) {
        failures++;
      }
    }
  }
}
