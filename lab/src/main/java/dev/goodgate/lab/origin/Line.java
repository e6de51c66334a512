package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.socket.Connection;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection as those see it who talk on it: bytes in, bytes out, a way to wait, and every way
 * to leave. All of it is told to who watches.
 */
final class Line {
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Consumer<String> told;
  private volatile Connection connection;
  private volatile Closeable beside = () -> {};
  private InputStream in;
  private OutputStream out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private long sent;

  Line(Connection connection, Consumer<String> told) throws IOException {
    this.connection = connection;
    this.told = told;
    this.in = connection.in();
    this.out = connection.out();
  }

  /** From now on bytes go through {@code inside}, which goes through what it was until now. */
  void secure(Connection inside) throws IOException {
    connection = inside;
    in = inside.in();
    out = inside.out();
  }

  /** From now on this ends with the connection, if the origin ends that. */
  void beside(Closeable other) throws IOException {
    beside = other;
    if (isEnded()) {
      other.close();
    }
  }

  InputStream in() {
    return in;
  }

  /** All bytes so far. */
  long sent() {
    return sent;
  }

  /** Text, one character a byte. */
  void write(String bytes) throws IOException {
    out.write(bytes.getBytes(ISO_8859_1));
    sent += bytes.length();
  }

  /** How long a read may wait from now on. */
  void patience(Duration span) throws IOException {
    connection.patience(span);
  }

  /** Waits, unless the origin ends the connection first. */
  void rest(Duration span) throws IOException, InterruptedException {
    if (ended.await(span.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("ended");
    }
  }

  /** Ends our stream (FIN); what comes is still taken. */
  void halfClose() throws IOException {
    connection.finish();
    did("ends its stream");
  }

  void urge(int urgent) throws IOException {
    connection.urge(urgent);
    did("sent an urgent byte");
  }

  void did(String what) {
    told.accept(what);
  }

  /** Leaves; the connection is closed by who holds it when this returns. */
  void leave(Finish finish, RequestInput input) throws IOException, InterruptedException {
    switch (finish) {
      case Finish.Next next -> throw new IllegalStateException("does not leave: " + next);
      case Finish.Drop() -> {
        input.settle();
        did("drops the connection");
      }
      case Finish.Reset() -> {
        connection.resetOnClose();
        did("resets the connection");
      }
      case Finish.Close() -> {
        did("closes the connection");
        connection.finish();
        goodbye(input);
      }
      case Finish.Stall(boolean reading) -> {
        did("stalls");
        if (reading) {
          input.drain();
        } else {
          rest(PATIENCE);
        }
      }
    }
  }

  /** Leaves while another thread reads, which it surprises. */
  void abandon(boolean reset) throws IOException {
    if (reset) {
      connection.resetOnClose();
    }
    did(reset ? "resets the connection" : "drops the connection");
    end();
  }

  /** Unread bytes would turn the close into a reset, so they are read, for a while. */
  private void goodbye(RequestInput input) throws IOException {
    patience(GOODBYE);
    try {
      input.drain();
    } catch (SocketTimeoutException longEnough) {
      did("waited in vain for the other side to close");
    }
  }

  /** Ends the connection from another thread: silently, as when a process dies. */
  void end() {
    ended.countDown();
    try {
      connection.close();
      beside.close();
    } catch (IOException alreadyClosed) {
      // It is gone either way.
    }
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }
}
