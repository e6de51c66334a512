package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Puts a head together. Made once for a loop and used for one head after the other; a head that
 * does not fit is marked, not cut.
 */
final class HeadWriter {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final MemorySegment memory;
  private int length;
  private boolean overflowed;

  public HeadWriter(int capacity) {
    bytes = new byte[capacity];
    memory = MemorySegment.ofArray(bytes);
  }

  public void clear() {
    length = 0;
    overflowed = false;
  }

  public HeadWriter add(byte[] from) {
    return add(from, 0, from.length);
  }

  public HeadWriter add(byte[] from, int begin, int end) {
    int count = end - begin;
    if (count > bytes.length - length) {
      overflowed = true;
    } else {
      System.arraycopy(from, begin, bytes, length, count);
      length += count;
    }
    return this;
  }

  HeadWriter add(MemorySegment from, int begin, int end) {
    int count = end - begin;
    if (count > bytes.length - length) {
      overflowed = true;
    } else {
      MemorySegment.copy(from, JAVA_BYTE, begin, bytes, length, count);
      length += count;
    }
    return this;
  }

  /** Eight bytes, the lowest first. */
  HeadWriter addWord(long word) {
    if (Long.BYTES > bytes.length - length) {
      overflowed = true;
    } else {
      WORDS.set(bytes, length, word);
      length += Long.BYTES;
    }
    return this;
  }

  HeadWriter add(byte single) {
    if (length == bytes.length) {
      overflowed = true;
    } else {
      bytes[length++] = single;
    }
    return this;
  }

  public int length() {
    return length;
  }

  /** Takes back what was added since it was so long. */
  void cut(int toLength) {
    length = toLength;
  }

  /** Whether something did not fit: the head must not be used. */
  public boolean isOverflowed() {
    return overflowed;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The same bytes, as those see them who read them out of memory. */
  MemorySegment memory() {
    return memory;
  }

  public void copyTo(MemorySegment to, int offset) {
    MemorySegment.copy(bytes, 0, to, JAVA_BYTE, offset, length);
  }
}
