package dev.goodgate.lab.origin;

import dev.goodgate.lab.fault.Fault.Stance;
import dev.goodgate.lab.socket.Acceptor;
import dev.goodgate.lab.socket.Connection;
import dev.goodgate.lab.socket.KeptPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A TCP port that can be open, refuse, or be listened on without ever accepting. */
final class TcpPort implements Port {
  private static final int BACKLOG = 256;
  private static final int MAX_FILLERS = 16;
  private static final int FILLED_MILLIS = 150;

  private final KeptPort kept;
  private final Consumer<Connection> arrivals;
  private final List<Socket> fillers = new ArrayList<>();
  private @Nullable Acceptor<Connection> acceptor;
  private Stance stance = Stance.REFUSING;

  TcpPort(InetSocketAddress address, Consumer<Connection> arrivals) throws IOException {
    this.arrivals = arrivals;
    this.kept = new KeptPort(address);
  }

  @Override
  public InetSocketAddress address() {
    return kept.address();
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
      case OPEN -> listen(BACKLOG).start("origin acceptor", arrivals);
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
      kept.close();
    } catch (IOException alreadyClosed) {
      // Nobody can be helped by knowing.
    }
  }

  private void refuse() throws IOException {
    stance = Stance.REFUSING;
    boolean listened = acceptor != null;
    if (acceptor != null) {
      acceptor.close();
      acceptor = null;
    }
    for (Socket filler : fillers) {
      filler.close();
    }
    fillers.clear();
    if (listened) {
      kept.awaitSilence();
    }
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

  private Acceptor<Connection> listen(int backlog) throws IOException {
    ServerSocket socket = kept.listen(backlog);
    Acceptor<Connection> listening = new Acceptor<>(socket, () -> Connection.of(socket.accept()));
    acceptor = listening;
    return listening;
  }
}
