package dev.goodgate.lab.socket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes connections off one listening socket until it is closed. */
public final class Acceptor<C> implements Closeable {
  private static final int MAX_FAILURES = 100;
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final Closeable listening;
  private final Accepting<C> accepting;
  private volatile boolean closed;
  private @Nullable Thread thread;

  /** Waits for the next connection. */
  public interface Accepting<C> {
    C accept() throws IOException;
  }

  /** Takes none before it is started; {@code listening} is closed with it. */
  public Acceptor(Closeable listening, Accepting<C> accepting) {
    this.listening = listening;
    this.accepting = accepting;
  }

  /** {@code arrivals} are told on one thread, which they should not hold up. */
  public Acceptor<C> start(String name, Consumer<C> arrivals) {
    // Not virtual: visits that flood can keep every carrier, and then a port could not be closed.
    thread = Thread.ofPlatform().daemon().name(name).start(() -> accept(arrivals));
    return this;
  }

  /** When it returns the port is free, and no arrival is told any more. */
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
  private void accept(Consumer<C> arrivals) {
    for (int failures = 0; !closed && failures < MAX_FAILURES; ) {
      try {
        arrivals.accept(accepting.accept());
        failures = 0;
      } catch (IOException closedOrBroken) {
        failures++;
      }
    }
  }
}
