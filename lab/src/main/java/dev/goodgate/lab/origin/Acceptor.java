package dev.goodgate.lab.origin;

import dev.goodgate.lab.socket.Connection;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes connections off one listening socket until it is closed. */
final class Acceptor implements Closeable {
  private static final int MAX_FAILURES = 100;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Listening listening;
  private volatile boolean closed;
  private @Nullable Thread thread;

  /** A socket that listens. */
  interface Listening extends Closeable {
    Connection accept() throws IOException;
  }

  Acceptor(Listening listening) {
    this.listening = listening;
  }

  Acceptor start(Consumer<Connection> arrivals) {
    thread = Thread.ofVirtual().name("origin acceptor").start(() -> accept(arrivals));
    return this;
  }

  /** The port is given back only when the thread that accepts has noticed the close. */
  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    Thread ending = thread;
    try {
      if (ending != null && !ending.join(CLOSING)) {
        throw new IOException("an acceptor could not be ended");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while closing a port");
    }
  }

  /** A connection that broke before it was taken is no reason to stop; a row of failures is. */
  private void accept(Consumer<Connection> arrivals) {
    for (int failures = 0; !closed && failures < MAX_FAILURES; ) {
      try {
        arrivals.accept(listening.accept());
        failures = 0;
      } catch (IOException closedOrBroken) {
        failures++;
      }
    }
  }
}
