package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One direction out of the gateway. What the socket does not take is kept and comes first later;
 * who sees {@link #isBlocked} stops reading from the other side, so that never more is kept than
 * one receive brought.
 */
final class Outlet {
  private final Blocks blocks;
  private @Nullable Duplex socket;
  private @Nullable Block kept;
  private int errno;
  private long sent;

  Outlet(Blocks blocks) {
    this.blocks = blocks;
  }

  void begin(Duplex socket) {
    this.socket = socket;
    errno = 0;
    sent = 0;
  }

  /** Sends, or keeps what cannot be sent yet; false when the connection is broken. */
  boolean push(MemorySegment memory, int from, int to) {
    if (!flush()) { // there may be room by now, and that may have been told already
      return false;
    }
    int begin = from;
    if (kept == null && from < to) {
      int taken = send(memory, from, to - from);
      if (taken < 0) {
        return false;
      }
      begin += taken;
    }
    if (begin < to) {
      Block block = roomFor(to - begin);
      block.append(memory, begin, to - begin);
      kept = block;
    }
    return errno == 0;
  }

  /** What is kept, with room for so many bytes more. */
  private Block roomFor(int bytes) {
    Block old = kept;
    if (old != null && old.room() >= bytes) {
      return old;
    }
    Block block = blocks.borrow(bytes + (old == null ? 0 : old.remaining()));
    if (old != null) {
      block.append(old.memory(), old.taken(), old.remaining());
      blocks.giveBack(old);
    }
    return block;
  }

  /** Sends what is kept, as far as it goes; false when the connection is broken. */
  boolean flush() {
    if (kept != null) {
      int taken = send(kept.memory(), kept.taken(), kept.remaining());
      if (taken < 0) {
        return false;
      }
      kept.take(taken);
      if (kept.remaining() == 0) {
        blocks.giveBack(kept);
        kept = null;
      }
    }
    return true;
  }

  private int send(MemorySegment memory, int offset, int length) {
    if (socket == null || errno != 0) {
      return -1;
    }
    int taken = socket.send(memory, offset, length);
    if (taken < 0) {
      errno = -taken;
    } else {
      sent += taken;
    }
    return taken;
  }

  /** See {@link Duplex#isPlain}. */
  boolean isPlain() {
    return socket != null && socket.isPlain();
  }

  /** Whether something waits to be sent. */
  boolean isBlocked() {
    return kept != null;
  }

  /** Why it is broken, 0 while it is not. */
  int errno() {
    return errno;
  }

  /** How many bytes the connection has taken since {@link #begin}. */
  long sent() {
    return sent;
  }

  /** Forgets the connection and what was kept for it. */
  void end() {
    if (kept != null) {
      blocks.giveBack(kept);
      kept = null;
    }
    socket = null;
    sent = 0;
  }
}
