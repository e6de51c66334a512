package dev.goodgate.lab.origin;

import dev.goodgate.lab.fault.Asked;

/**
 * One thing an origin saw or did. {@code at} counts nanoseconds from the origin's start, {@code
 * connection} from 1.
 */
public sealed interface Sighting {
  int connection();

  long at();

  /** About how many bytes it takes to keep. */
  default long weight() {
    return this instanceof Read read ? read.asked().head().length() : 0;
  }

  /** A connection came. */
  record Came(int connection, long at, String from) implements Sighting {}

  /** The head of a request was read, and this is the fault that answers it. */
  record Read(int connection, long at, Asked asked, String fault) implements Sighting {}

  /** {@code what} is a clause for people, such as {@code sent 120 bytes}. */
  record Did(int connection, long at, String what) implements Sighting {}

  /** The connection is over, whoever ended it; all bytes of it are counted. */
  record Gone(int connection, long at, long received, long sent, String how) implements Sighting {}
}
