package dev.goodgate.lab.rude;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.rude.Encounter.Ending;
import dev.goodgate.lab.rude.Rudeness.Move;
import dev.goodgate.lab.socket.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays a rudeness against an address. Bounded: a flood ends at {@link #FLOOD} bytes, a silence of
 * the other side after {@code patience}.
 */
public final class RudeClient {
  public static final long FLOOD = 256L << 20;

  private static final int KEPT = 64 * 1024;
  private static final int PIECE = 8 * 1024;
  private static final long SLICE = 20_000_000;

  private final SocketAddress to;
  private final Duration patience;

  public RudeClient(SocketAddress to, Duration patience) {
    this.to = to;
    this.patience = patience;
  }

  /** One for each connection, in no order. */
  public List<Encounter> play(Rudeness rudeness) throws InterruptedException {
    return switch (rudeness) {
      case Rudeness.Alone alone -> List.of(new Meeting(alone).go());
      case Rudeness.Crowd(int connections, Rudeness.Alone each) -> crowd(connections, each);
    };
  }

  private List<Encounter> crowd(int connections, Rudeness.Alone each) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Encounter> one = () -> new Meeting(each).go();
      List<Future<Encounter>> all = threads.invokeAll(Collections.nCopies(connections, one));
      return all.stream().map(RudeClient::got).toList();
    }
  }

  private static Encounter got(Future<Encounter> done) {
    try {
      return done.get();
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** One connection and what came of it. */
  private final class Meeting {
    private final Rudeness.Alone plan;
    private final StringBuilder kept = new StringBuilder();
    private long sent;
    private long received;
    private boolean closed;

    Meeting(Rudeness.Alone plan) {
      this.plan = plan;
    }

    Encounter go() {
      Connection connection;
      try {
        connection =
            plan.narrow() ? Connection.narrow(to, patience) : Connection.open(to, patience);
      } catch (IOException refused) {
        return new Encounter(0, 0, "", Ending.REFUSED);
      }
      Ending ending = Ending.RESET;
      try (connection) {
        for (Move move : plan.moves()) {
          act(move, connection);
        }
        ending = closed ? Ending.CLOSED : Ending.LEFT;
      } catch (IOException reset) {
        keepRest(connection);
      }
      return new Encounter(sent, received, kept.toString(), ending);
    }

    private void act(Move move, Connection on) throws IOException {
      switch (move) {
        case Move.Send(String bytes) -> send(bytes, on);
        case Move.Drip(String bytes, int piece, Duration pause) -> {
          for (int at = 0; at < bytes.length() && !closed; at += piece) {
            rest(at == 0 ? Duration.ZERO : pause, on);
            send(bytes.substring(at, Math.min(bytes.length(), at + piece)), on);
          }
        }
        case Move.Repeat(String bytes, int times, Duration pause) -> {
          long limit = times == 0 ? FLOOD / bytes.length() : times;
          for (long count = 0; count < limit && !closed; count++) {
            rest(pause, on);
            send(bytes, on);
          }
        }
        case Move.Read(int limit) -> read(limit, on);
        case Move.Sip(int piece, Duration pause, int limit) -> {
          for (int taken = 0; taken < limit && !closed; taken += piece) {
            read(piece, on);
            LockSupport.parkNanos(pause.toNanos());
          }
        }
        case Move.Rest(Duration span) -> rest(span, on);
        case Move.FinishSending() -> on.finish();
        case Move.Reset() -> on.resetOnClose();
      }
    }

    private void send(String bytes, Connection on) throws IOException {
      on.out().write(bytes.getBytes(ISO_8859_1));
      sent += bytes.length();
    }

    private void read(int limit, Connection on) throws IOException {
      InputStream in = on.in();
      byte[] piece = new byte[Math.min(limit, PIECE)];
      try {
        for (int left = limit; left > 0 && !closed; ) {
          int count = in.read(piece, 0, Math.min(piece.length, left));
          closed = count < 0;
          keep(piece, count);
          left -= Math.max(0, count);
        }
      } catch (SocketTimeoutException silence) {
        // What came is what was wanted.
      }
    }

    /** Looks now and then whether the other side has had enough. */
    private void rest(Duration span, Connection on) throws IOException {
      for (long left = span.toNanos(); left > 0 && !closed; left -= SLICE) {
        LockSupport.parkNanos(Math.min(left, SLICE));
        on.patience(Duration.ofMillis(1));
        read(PIECE, on);
      }
      on.patience(patience);
    }

    private void keepRest(Connection on) {
      try {
        read(KEPT, on);
      } catch (IOException nothingLeft) {
        // The reset took it.
      }
    }

    private void keep(byte[] piece, int count) {
      if (count > 0) {
        received += count;
        int room = Math.min(count, KEPT - kept.length());
        kept.append(new String(piece, 0, Math.max(0, room), ISO_8859_1));
      }
    }
  }
}
