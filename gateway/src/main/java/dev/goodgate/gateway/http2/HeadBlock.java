package dev.goodgate.gateway.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The fragments of one head, put together as they come in HEADERS and CONTINUATION. Both their
 * bytes and their number are bounded: a head that never ends is a known attack.
 */
public final class HeadBlock {
  private static final int MAX_FRAGMENTS = 64;

  private final int max;
  private byte[] bytes = {};
  private int length;
  private int fragments;

  /** For heads of at most {@code max} bytes, compressed. */
  public HeadBlock(int max) {
    this.max = max;
  }

  public void clear() {
    length = 0;
    fragments = 0;
  }

  /** Adds a fragment; false where that would be too much, and the connection cannot go on. */
  public boolean add(MemorySegment memory, int from, int to) {
    int count = to - from;
    if (++fragments > MAX_FRAGMENTS || count > max - length) {
      return false;
    }
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.min(max, Math.max(1_024, 2 * (length + count))));
    }
    MemorySegment.copy(memory, JAVA_BYTE, from, bytes, length, count);
    length += count;
    return true;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }
}
