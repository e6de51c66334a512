package dev.goodgate.gateway.wire.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * Lends blocks of three sizes, the last returned first, so that the memory in use stays in the
 * cache. Some are kept for the next borrower; beyond that they go back to the system. Belongs to
 * one thread.
 */
public final class Blocks implements AutoCloseable {
  public static final int SMALL = 4 * 1024;
  public static final int LARGE = 100 * 1024;

  /** Few at a time are lent of these: see {@link #hasHuge}. */
  public static final int HUGE = 1024 * 1024;

  private static final int KEPT_SMALL = 2_048;
  private static final int KEPT_LARGE = 128;
  private static final int KEPT_HUGE = 4;
  private static final int MOST_HUGE = 16;

  private final ArrayDeque<Block> small = new ArrayDeque<>();
  private final ArrayDeque<Block> large = new ArrayDeque<>();
  private final ArrayDeque<Block> huge = new ArrayDeque<>();
  private final ArrayList<Block> all = new ArrayList<>();
  private int lent;
  private int hugeLent;

  /** An empty block of at least this size; {@link #HUGE} is the most there is. */
  public Block borrow(int size) {
    if (size > HUGE) {
      throw new IllegalArgumentException("a block of " + size + " bytes");
    }
    int rounded = size <= SMALL ? SMALL : size <= LARGE ? LARGE : HUGE;
    Block block = kept(rounded).pollFirst();
    if (block == null) {
      block = new Block(rounded, all.size());
      all.add(block);
    }
    block.lent = true;
    block.clear();
    lent++;
    hugeLent += rounded == HUGE ? 1 : 0;
    return block;
  }

  /** Whether one more of more than {@link #LARGE} may be needed. */
  public boolean hasHuge() {
    return hugeLent < MOST_HUGE;
  }

  private ArrayDeque<Block> kept(int size) {
    return size == SMALL ? small : size == LARGE ? large : huge;
  }

  public void giveBack(Block block) {
    if (!block.lent) {
      throw new IllegalStateException("a block is given back twice");
    }
    block.lent = false;
    lent--;
    int size = block.size();
    hugeLent -= size == HUGE ? 1 : 0;
    ArrayDeque<Block> kept = kept(size);
    if (kept.size() < (size == SMALL ? KEPT_SMALL : size == LARGE ? KEPT_LARGE : KEPT_HUGE)) {
      kept.addFirst(block);
    } else {
      forget(block);
      block.free();
    }
  }

  /** The last of all takes the place of the one that goes. */
  private void forget(Block block) {
    Block last = all.removeLast();
    if (last != block) {
      last.place = block.place;
      all.set(block.place, last);
    }
  }

  /** How many blocks are out: zero when nothing is going on, or there is a leak. */
  public int lent() {
    return lent;
  }

  /** How much memory all blocks take, those that are out and those that are kept. */
  public long bytes() {
    long bytes = 0;
    for (Block each : all) {
      bytes += each.size();
    }
    return bytes;
  }

  /** Frees all of it, what is lent included: whoever still holds a block can use it no more. */
  @Override
  public void close() {
    all.forEach(Block::free);
    all.clear();
    small.clear();
    large.clear();
    huge.clear();
  }
}
