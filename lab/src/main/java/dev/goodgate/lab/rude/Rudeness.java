package dev.goodgate.lab.rude;

import dev.goodgate.lab.menu.Menu;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something a client does that it should not, told as what it does on its connections. {@link
 * #MENU} has all of them by name.
 */
public sealed interface Rudeness {
  int MAX_CROWD = 500;

  Menu<Rudeness> MENU =
      new Menu<>(
          Stream.of(SlowKinds.all(), RequestKinds.all(), FramingKinds.all(), FloodKinds.all())
              .flatMap(List::stream)
              .toList());

  /** One thing done. Bytes are text, one character a byte. */
  sealed interface Move {
    record Send(String bytes) implements Move {}

    record Drip(String bytes, int piece, Duration pause) implements Move {
      public Drip {
        if (piece < 1) {
          throw new IllegalArgumentException("piece " + piece);
        }
      }
    }

    /**
     * {@code times} is 0 for as long as the other side takes it, within {@link RudeClient#FLOOD}.
     */
    record Repeat(String bytes, int times, Duration pause) implements Move {}

    /** Reads what comes until the end, a silence, or so many bytes. */
    record Read(int limit) implements Move {}

    /** Reads so many bytes at a time. */
    record Sip(int piece, Duration pause, int limit) implements Move {
      public Sip {
        if (piece < 1) {
          throw new IllegalArgumentException("piece " + piece);
        }
      }
    }

    /** Does nothing, unless the other side ends the connection. */
    record Rest(Duration span) implements Move {}

    /** FIN, and reading goes on. */
    record FinishSending() implements Move {}

    record Reset() implements Move {}
  }

  /** On one connection; {@code narrow}: with a window as small as the kernel lets it be. */
  record Alone(List<Move> moves, boolean narrow) implements Rudeness {
    public Alone {
      moves = List.copyOf(moves);
    }
  }

  /** The same on many connections at once. */
  record Crowd(int connections, Alone each) implements Rudeness {
    public Crowd {
      if (connections < 1 || connections > MAX_CROWD) {
        throw new IllegalArgumentException(
            connections + " connections: 1 to " + MAX_CROWD + " are possible");
      }
    }
  }

  static Alone moves(Move... moves) {
    return new Alone(List.of(moves), false);
  }
}
