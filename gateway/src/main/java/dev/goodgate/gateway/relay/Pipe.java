package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import java.lang.foreign.MemorySegment;

/**
 * One direction of a {@link Tunnel}. Reads only when all it has read before is gone, so that one
 * block is the most it keeps.
 */
final class Pipe {
  private static final int ROUNDS_A_TURN = 4;

  private final Loop loop;
  private final Duplex source;
  private final Duplex sink;
  private final Outlet outlet;
  private State state = State.FLOWS;
  private long carried;
  private int errno;

  /** How far it has come. */
  enum State {
    FLOWS,
    /** Its source has ended, and its sink was told. */
    ENDED,
    /** Its sink takes nothing any more. */
    STOPPED,
    /** Its source is broken. */
    BROKEN
  }

  Pipe(Loop loop, Duplex source, Duplex sink, Outlet outlet) {
    this.loop = loop;
    this.source = source;
    this.sink = sink;
    this.outlet = outlet;
  }

  /** Sends on what was received already. */
  void push(MemorySegment memory, int from, int to) {
    carried += to - from;
    if (!outlet.push(memory, from, to)) {
      state = State.STOPPED;
    }
  }

  State pump() {
    if (state == State.FLOWS && !outlet.flush()) {
      state = State.STOPPED;
    }
    for (int round = 0; state == State.FLOWS && !outlet.isBlocked(); round++) {
      if (round == ROUNDS_A_TURN) {
        source.again();
        return state;
      }
      int count = source.receive(loop.scratch(), Loop.HEADROOM, Loop.SCRATCH);
      if (count == Duplex.AGAIN) {
        return state;
      }
      if (count > 0) {
        push(loop.scratch(), Loop.HEADROOM, Loop.HEADROOM + count);
      } else if (count == Duplex.END) {
        state = State.ENDED;
        sink.shutdownOutput();
      } else {
        state = State.BROKEN;
        errno = count;
      }
    }
    return state;
  }

  boolean flows() {
    return state == State.FLOWS;
  }

  /** Whether its sink has not taken all of it yet. */
  boolean isBlocked() {
    return outlet.isBlocked();
  }

  /** How many bytes have come in. */
  long carried() {
    return carried;
  }

  /** Why its source is broken: a negative errno. */
  int errno() {
    return errno;
  }
}
