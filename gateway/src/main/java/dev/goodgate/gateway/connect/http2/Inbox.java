package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Bytes that have come and that nobody has taken yet; holds no memory while there are none. */
final class Inbox {
  private final Blocks blocks;
  private @Nullable Block block;

  Inbox(Blocks blocks) {
    this.blocks = blocks;
  }

  int length() {
    return block == null ? 0 : block.remaining();
  }

  /** Adds bytes; there must be room for all that waits in one of the largest blocks. */
  void add(MemorySegment from, int begin, int end) {
    roomFor(end - begin).append(from, begin, end - begin);
  }

  void add(byte[] from, int begin, int end) {
    roomFor(end - begin).append(from, begin, end - begin);
  }

  void take(MemorySegment into, long offset, int count) {
    Block held = block;
    if (held != null && count > 0) {
      MemorySegment.copy(held.memory(), held.taken(), into, offset, count);
      held.take(count);
      if (held.remaining() == 0) {
        clear();
      }
    }
  }

  void clear() {
    if (block != null) {
      blocks.giveBack(block);
      block = null;
    }
  }

  private Block roomFor(int count) {
    Block held = block;
    if (held != null && held.room() >= count) {
      return held;
    }
    int waiting = held == null ? 0 : held.remaining();
    Block larger = blocks.borrow(waiting + count);
    if (held != null) {
      larger.append(held.memory(), held.taken(), waiting);
      blocks.giveBack(held);
    }
    block = larger;
    return larger;
  }
}
