package dev.goodgate.gateway.wire.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A piece of off-heap memory on loan. It has one holder, who fills it from {@code length} on, and
 * gives it back to the {@link Blocks} it came from; after that it must not be touched.
 */
public final class Block {
  private final Arena arena;
  private final MemorySegment memory;
  private int length;
  private int taken;
  boolean lent;

  /** Where it is among all blocks. */
  int place;

  Block(int size, int place) {
    this.place = place;
    arena = Arena.ofConfined();
    memory = arena.allocate(size, 8);
  }

  public MemorySegment memory() {
    assert lent : "a block is used after it was given back";
    return memory;
  }

  public int size() {
    return (int) memory.byteSize();
  }

  /** How many bytes of it are filled. */
  public int length() {
    return length;
  }

  /** How many of the filled bytes have been taken out again, from the front. */
  public int taken() {
    return taken;
  }

  public int remaining() {
    return length - taken;
  }

  public int room() {
    return size() - length;
  }

  public void append(MemorySegment from, long offset, int bytes) {
    MemorySegment.copy(from, offset, memory(), length, bytes);
    length += bytes;
  }

  public void append(byte[] from, int offset, int bytes) {
    MemorySegment.copy(from, offset, memory(), JAVA_BYTE, length, bytes);
    length += bytes;
  }

  /** So many bytes were written behind the filled ones. */
  public void fill(int bytes) {
    length += bytes;
    assert length <= size();
  }

  public void take(int bytes) {
    taken += bytes;
    assert taken <= length;
  }

  /** Forgets what was filled behind the first {@code bytes}. */
  public void shorten(int bytes) {
    assert taken <= bytes && bytes <= length;
    length = bytes;
  }

  /** Starts over at the front: what was taken can be taken again. */
  public void rewind() {
    taken = 0;
  }

  public void clear() {
    length = 0;
    taken = 0;
  }

  void free() {
    arena.close();
  }
}
