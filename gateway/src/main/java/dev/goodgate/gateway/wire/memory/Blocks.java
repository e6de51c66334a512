package dev.goodgate.gateway.wire.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * Lends blocks of two sizes, the last returned first, so that the memory in use stays in the cache.
 * Some are kept for the next borrower; beyond that they go back to the system. Belongs to one
 * thread.
 */
public final class Blocks implements AutoCloseable {
  public static final int SMALL = 4 * 1024;
  public static final int LARGE = 100 * 1024;

  private static final int KEPT_SMALL = 2_048;
  private static final int KEPT_LARGE = 128;

  private final ArrayDeque<Block> small = new ArrayDeque<>();
  private final ArrayDeque<Block> large = new ArrayDeque<>();
  private final ArrayList<Block> all = new ArrayList<>();
  private int lent;

  /** An empty block of at least this size; {@link #LARGE} is the most there is. */
  public Block borrow(int size) {
    if (size > LARGE) {
      throw new IllegalArgumentException("a block of " + size + " bytes");
    }
    boolean isSmall = size <= SMALL;
    Block block = (isSmall ? small : large).pollFirst();
    if (block == null) {
      block = new Block(isSmall ? SMALL : LARGE, all.size());
      all.add(block);
    }
    block.lent = true;
    block.clear();
    lent++;
    return block;
  }

  public void giveBack(Block block) {
    if (!block.lent) {
      throw new IllegalStateException("a block is given back twice");
    }
    block.lent = false;
    lent--;
    boolean isSmall = block.size() == SMALL;
    ArrayDeque<Block> kept = isSmall ? small : large;
    if (kept.size() < (isSmall ? KEPT_SMALL : KEPT_LARGE)) {
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
  }
}
