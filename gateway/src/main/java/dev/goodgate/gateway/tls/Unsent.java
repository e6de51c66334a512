package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Ciphertext on its way out: what the socket does not take is kept, and goes first. */
final class Unsent {
  private final Duplex below;
  private final Blocks blocks;
  private @Nullable Block kept;

  Unsent(Duplex below, Blocks blocks) {
    this.below = below;
    this.blocks = blocks;
  }

  /** Sends, or keeps; 0, or a negative errno. */
  int push(MemorySegment memory, int length) {
    int taken = 0;
    if (kept == null) {
      taken = below.send(memory, 0, length);
      if (taken < 0 || taken == length) {
        return Math.min(taken, 0);
      }
    }
    Block block = roomFor(length - taken);
    block.append(memory, taken, length - taken);
    kept = block;
    return 0;
  }

  /** Sends what is kept, as far as it goes; 0, or a negative errno. */
  int flush() {
    if (kept != null) {
      int taken = below.send(kept.memory(), kept.taken(), kept.remaining());
      if (taken < 0) {
        return taken;
      }
      kept.take(taken);
      if (kept.remaining() == 0) {
        drop();
      }
    }
    return 0;
  }

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

  boolean isEmpty() {
    return kept == null;
  }

  /** How much is kept. */
  int size() {
    return kept == null ? 0 : kept.remaining();
  }

  void drop() {
    if (kept != null) {
      blocks.giveBack(kept);
      kept = null;
    }
  }
}
