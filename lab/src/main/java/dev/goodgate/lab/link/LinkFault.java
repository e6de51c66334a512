package dev.goodgate.lab.link;

import dev.goodgate.lab.menu.Menu;
import java.time.Duration;

/**
 * Something made to go wrong on purpose with bytes on their way. {@code after} counts the bytes of
 * one way of one connection, from its start. Where the catalogue of causes has a name for it,
 * {@link #MENU} calls it by that name.
 */
public sealed interface LinkFault {
  long MAX_BYTES = 1L << 40;

  Menu<LinkFault> MENU = new Menu<>(LinkKinds.all());

  /** THERE is from who connected to the endpoint. */
  enum Way {
    THERE,
    BACK,
    BOTH;

    boolean covers(Way one) {
      return this == BOTH || this == one;
    }
  }

  /** Who is told of an end; who is not hears nothing any more. */
  enum Told {
    BOTH,
    CLIENT,
    ENDPOINT;

    /** Whether those are told who read what goes this way. */
    boolean hears(Way way) {
      return this == BOTH || this == (way == Way.BACK ? CLIENT : ENDPOINT);
    }
  }

  /** How a connection is ended. */
  enum End {
    CLOSE,
    RESET
  }

  record Clear() implements LinkFault {}

  /** All bytes are that late, and more by chance up to the jitter; order is kept. */
  record Delays(Way way, Duration delay, Duration jitter) implements LinkFault {}

  record Narrows(Way way, long bytesPerSecond) implements LinkFault {
    public Narrows {
      if (bytesPerSecond < 1) {
        throw new IllegalArgumentException("a rate of " + bytesPerSecond + " bytes per second");
      }
    }
  }

  /** Bytes and ends are swallowed. */
  record Loses(Way way, long after) implements LinkFault {
    public Loses {
      checkBytes(after);
    }
  }

  /** As soon as so many bytes have passed that way, and the connection is that old. */
  record Ends(End by, Told told, Way way, long after, Duration age) implements LinkFault {
    public Ends {
      checkBytes(after);
    }
  }

  /** Bytes wait, once for each way of a connection, and then go on. */
  record Stalls(Way way, long after, Duration span) implements LinkFault {
    public Stalls {
      checkBytes(after);
    }
  }

  /** A bit of the byte that follows so many is turned over. */
  record Corrupts(Way way, long after) implements LinkFault {
    public Corrupts {
      checkBytes(after);
    }
  }

  /** Each piece is a write of its own. */
  record Splits(Way way, int piece) implements LinkFault {
    public Splits {
      if (piece < 1) {
        throw new IllegalArgumentException("a piece of " + piece + " bytes");
      }
    }
  }

  /** Bytes are held until there are so many, or no more come for that long. */
  record Gathers(Way way, long size, Duration span) implements LinkFault {
    public Gathers {
      if (size < 1 || size > 1 << 20 || span.isZero()) {
        throw new IllegalArgumentException("1 byte to 1 MiB, for 1 ms or more");
      }
    }
  }

  /** Accepts, and never connects to the endpoint. */
  record LeadsNowhere() implements LinkFault {}

  /** A connection without a byte for that long is forgotten; who then sends is reset, or not. */
  record ForgetsIdle(Duration idle, boolean silent) implements LinkFault {}

  private static void checkBytes(long bytes) {
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(bytes + " bytes");
    }
  }
}
