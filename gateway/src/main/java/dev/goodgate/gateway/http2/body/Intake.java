package dev.goodgate.gateway.http2.body;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/**
 * Bytes that have come and that nobody has taken yet: in small blocks, one chain. Holds no memory
 * while there are none.
 */
public final class Intake {
  private final Blocks blocks;
  private final ArrayDeque<Block> chain = new ArrayDeque<>(2);
  private int length;

  public Intake(Blocks blocks) {
    this.blocks = blocks;
  }

  public int length() {
    return length;
  }

  public void add(MemorySegment from, int begin, int end) {
    for (int at = begin; at < end; ) {
      Block last = last();
      int step = Math.min(end - at, last.room());
      last.append(from, at, step);
      at += step;
    }
    length += end - begin;
  }

  public void add(byte[] from, int begin, int end) {
    for (int at = begin; at < end; ) {
      Block last = last();
      int step = Math.min(end - at, last.room());
      last.append(from, at, step);
      at += step;
    }
    length += end - begin;
  }

  /** One that has room. */
  private Block last() {
    Block last = chain.peekLast();
    if (last == null || last.room() == 0) {
      last = blocks.borrow(Blocks.SMALL);
      chain.addLast(last);
    }
    return last;
  }

  /** Returns how many bytes were moved. */
  public int take(MemorySegment into, long offset, int most) {
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
  public int clear() {
    int dropped = length;
    length = 0;
    while (!chain.isEmpty()) {
      blocks.giveBack(chain.removeFirst());
    }
    return dropped;
  }
}
