package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.spool.Spool;
import dev.goodgate.gateway.spool.Spooled;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What is held of a request, so that it can be sent again: its head and the first part of its body
 * in memory; the rest on disk where it is to be held whole, and not at all otherwise.
 */
final class Held {
  private final Blocks blocks;
  private final Spool spool;
  private @Nullable Block front;
  private @Nullable Spooled rest;
  private boolean whole;
  private boolean gone;

  Held(Blocks blocks, Spool spool) {
    this.blocks = blocks;
    this.spool = spool;
  }

  /** For the next request, of which {@code bytes} are there; {@code whole} tells that all shall. */
  void begin(int bytes, boolean whole) {
    this.whole = whole;
    gone = false;
    Block borrowed = blocks.borrow(whole ? Blocks.LARGE : bytes);
    front = borrowed;
    if (whole) {
      spool.keptInMemory(borrowed.size());
    }
  }

  /** Holds more, where it can; false where it should and cannot: see {@link #failure}. */
  boolean add(MemorySegment from, int offset, int count) {
    if (rest == null && !gone && front().room() >= count) {
      front().append(from, offset, count);
      return true;
    }
    if (!whole) {
      gone |= count > 0;
      return true;
    }
    Spooled behind = rest == null ? spool.hold() : rest;
    rest = behind;
    return behind.append(from, offset, count);
  }

  /** Whether something of it was not held. */
  boolean isGone() {
    return gone;
  }

  /** Whether there is anything. */
  boolean isThere() {
    return front != null;
  }

  /** What is in memory: a request's head, and of its body what comes first. */
  Block front() {
    if (front == null) {
      throw new IllegalStateException("no request is held");
    }
    return front;
  }

  /** What is behind the front is to be read once more. */
  void rewind() {
    if (rest != null) {
      rest.rewind();
    }
  }

  boolean hasMore() {
    return rest != null && rest.hasMore();
  }

  /** Reads on behind the front; 0 where it cannot: see {@link #failure}. */
  int read(MemorySegment into, int offset, int most) {
    return rest == null ? 0 : rest.read(into, offset, most);
  }

  @Nullable Failure failure() {
    return rest == null ? null : rest.failure();
  }

  /** Lets go of it. */
  void end() {
    if (front != null) {
      if (whole) {
        spool.keptInMemory(-front.size());
      }
      blocks.giveBack(front);
      front = null;
    }
    if (rest != null) {
      rest.end();
      rest = null;
    }
  }
}
