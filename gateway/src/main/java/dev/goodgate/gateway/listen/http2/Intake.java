package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/** Bytes of a request's body that the endpoint has not taken yet: in small blocks, one chain. */
final class Intake {
  private final Blocks blocks;
  private final ArrayDeque<Block> chain = new ArrayDeque<>(2);
  private int length;

  Intake(Blocks blocks) {
    this.blocks = blocks;
  }

  int length() {
    return length;
  }

  void add(MemorySegment from, int begin, int end) {
    int at = begin;
    while (at < end) {
      Block last = chain.peekLast();
      if (last == null || last.room() == 0) {
        last = blocks.borrow(Blocks.SMALL);
        chain.addLast(last);
      }
      int step = Math.min(end - at, last.room());
      last.append(from, at, step);
      at += step;
    }
    length += end - begin;
  }

  /** Returns how many bytes were moved. */
  int take(MemorySegment into, long offset, int most) {
    int taken = 0;
    while (taken < most && length > 0) {
      Block first = chain.getFirst();
      int step = Math.min(most - taken, first.remaining());
      MemorySegment.copy(first.memory(), first.taken(), into, offset + taken, step);
      first.take(step);
      taken += step;
      length -= step;
      if (first.remaining() == 0) {
        blocks.giveBack(chain.removeFirst());
      }
    }
    return taken;
  }

  /** Forgets what is there; returns how much that was. */
  int clear() {
    int dropped = length;
    length = 0;
    while (!chain.isEmpty()) {
      blocks.giveBack(chain.removeFirst());
    }
    return dropped;
  }
}
