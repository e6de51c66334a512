package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Plaintext for which there was no room, or no taker, when its record was opened. */
final class Spare {
  private final Blocks blocks;
  private @Nullable Block kept;

  Spare(Blocks blocks) {
    this.blocks = blocks;
  }

  boolean isEmpty() {
    return kept == null;
  }

  /** Keeps what stands between two places; what is there goes first. */
  void keep(MemorySegment memory, int from, int to) {
    if (from < to) {
      int already = kept == null ? 0 : kept.remaining();
      Block block = blocks.borrow(already + to - from);
      if (kept != null) {
        block.append(kept.memory(), kept.taken(), already);
      }
      drop();
      block.append(memory, from, to - from);
      kept = block;
    }
  }

  int take(MemorySegment into, long offset, int length) {
    if (kept == null) {
      return 0;
    }
    int count = Math.min(kept.remaining(), length);
    MemorySegment.copy(kept.memory(), kept.taken(), into, offset, count);
    kept.take(count);
    if (kept.remaining() == 0) {
      drop();
    }
    return count;
  }

  void drop() {
    if (kept != null) {
      blocks.giveBack(kept);
      kept = null;
    }
  }
}
