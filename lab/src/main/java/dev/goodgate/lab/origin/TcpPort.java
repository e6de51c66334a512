package dev.goodgate.lab.origin;

import dev.goodgate.lab.fault.Fault.Stance;
import dev.goodgate.lab.socket.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
final class TcpPort implements Port {
  /** Small, so that one who does not read is soon felt by one who writes. */
  private static final int RECEIVE_BUFFER = 32 * 1024;

  private static final int BACKLOG = 256;
  private static final int MAX_FILLERS = 16;
  private static final int FILLED_MILLIS = 150;

  private final Socket keeper = new Socket();
  private final Consumer<Connection> arrivals;
  private final List<Socket> fillers = new ArrayList<>();
  private @Nullable Acceptor acceptor;
  private Stance stance = Stance.REFUSING;

  TcpPort(InetSocketAddress address, Consumer<Connection> arrivals) throws IOException {
    this.arrivals = arrivals;
    keeper.setReuseAddress(true);
    keeper.bind(address);
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) keeper.getLocalSocketAddress();
  }

  @Override
  public boolean knows(Stance wanted) {
    return !wanted.onPath();
  }

  @Override
  public synchronized void take(Stance wanted) throws IOException {
    if (!knows(wanted)) {
      throw new IOException("a TCP port has no path that could be " + wanted);
    }
    if (wanted == Stance.OPEN && stance == Stance.OPEN) {
      return;
    }
    refuse();
    switch (wanted) {
      case OPEN -> listen(BACKLOG).start(arrivals);
      case UNTAKEN -> listen(BACKLOG);
      case FULL -> fill();
      case REFUSING, MISSING, PLAIN_FILE, FOLDER, STALE, FILE_FORBIDDEN, FOLDER_FORBIDDEN -> {}
    }
    stance = wanted;
  }

  @Override
  public void close() {
    try {
      take(Stance.REFUSING);
      keeper.close();
    } catch (IOException alreadyClosed) {
      // Nobody can be helped by knowing.
    }
  }

  private void refuse() throws IOException {
    stance = Stance.REFUSING;
    if (acceptor != null) {
      acceptor.close();
      acceptor = null;
    }
    for (Socket filler : fillers) {
      filler.close();
    }
    fillers.clear();
  }

  /** Connects to itself until the queue is full: from then on SYNs go unanswered. */
  private void fill() throws IOException {
    acceptor = listen(1);
    for (int count = 0; count < MAX_FILLERS; count++) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(address(), FILLED_MILLIS);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new IOException("the queue of " + address() + " could not be filled");
  }

  private Acceptor listen(int backlog) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.bind(address(), backlog);
    Acceptor listening =
        new Acceptor(
            new Acceptor.Listening() {
              @Override
              public Connection accept() throws IOException {
                return Connection.of(socket.accept());
              }

              @Override
              public void close() throws IOException {
                socket.close();
              }
            });
    acceptor = listening;
    return listening;
  }
}
