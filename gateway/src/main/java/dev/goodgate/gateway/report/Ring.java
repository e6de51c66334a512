package dev.goodgate.gateway.report;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records from one event loop to one reader, off the heap.
 *
 * <p>How it works: the writer owns {@code written}, the reader {@code read}; each sees the other's
 * with acquire and release, and neither waits. A record is never torn over the end: where it does
 * not fit, the rest is skipped. A full ring drops the record, and counts it. Records must be at
 * most half as large as the ring, or a skip could leave no room for one for ever.
 */
final class Ring {
  private static final int SKIP = -1;

  private final MemorySegment memory;
  private final int capacity;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  // The writer's.
  private long seenRead;
  private long next;
  private int cursor;

  // The reader's.
  private long reading;
  private int readCursor;

  /** {@code capacity} is a power of two. */
  Ring(int capacity) {
    this.capacity = capacity;
    memory = Arena.ofAuto().allocate(capacity, 64);
  }

  /** Begins a record of at most {@code size} bytes; false when there is no room. */
  boolean begin(int size) {
    int needed = (size + 8 + 7) & -8;
    assert needed <= capacity / 2;
    int offset = (int) (next & (capacity - 1));
    int skip = offset + needed > capacity ? capacity - offset : 0;
    if (next + skip + needed - seenRead > capacity) {
      seenRead = read.getAcquire();
      if (next + skip + needed - seenRead > capacity) {
        dropped.lazySet(dropped.getPlain() + 1);
        return false;
      }
    }
    if (skip > 0) {
      memory.set(JAVA_INT, offset, SKIP);
      next += skip;
      offset = 0;
    }
    cursor = offset + 8;
    return true;
  }

  void putLong(long value) {
    memory.set(JAVA_LONG, cursor, value);
    cursor += 8;
  }

  void putText(byte[] text) {
    putShort(text.length);
    MemorySegment.copy(text, 0, memory, JAVA_BYTE, cursor, text.length);
    cursor += text.length;
  }

  void putText(MemorySegment from, int begin, int end, int most) {
    int length = Math.min(end - begin, most);
    putShort(length);
    MemorySegment.copy(from, begin, memory, cursor, length);
    cursor += length;
  }

  private void putShort(int value) {
    memory.set(JAVA_SHORT_UNALIGNED, cursor, (short) value);
    cursor += Short.BYTES;
  }

  void end() {
    int offset = (int) (next & (capacity - 1));
    int size = (cursor - offset + 7) & -8;
    memory.set(JAVA_INT, offset, size);
    next += size;
    written.setRelease(next);
  }

  /** Turns to the next record; false when there is none. */
  boolean next() {
    while (reading < written.getAcquire()) {
      int offset = (int) (reading & (capacity - 1));
      int size = memory.get(JAVA_INT, offset);
      if (size == SKIP) {
        reading += capacity - offset;
      } else {
        readCursor = offset + 8;
        reading += size;
        return true;
      }
    }
    return false;
  }

  long getLong() {
    long value = memory.get(JAVA_LONG, readCursor);
    readCursor += 8;
    return value;
  }

  /** Copies the next text; returns its length. */
  int getText(byte[] into) {
    int length = memory.get(JAVA_SHORT_UNALIGNED, readCursor) & 0xffff;
    readCursor += Short.BYTES;
    MemorySegment.copy(memory, JAVA_BYTE, readCursor, into, 0, length);
    readCursor += length;
    return length;
  }

  /** Lets the writer have the place of all that was read. */
  void release() {
    read.setRelease(reading);
  }

  /** How many bytes are written and not given free; may be asked from any thread. */
  long used() {
    long given = read.getAcquire();
    return written.getAcquire() - given;
  }

  long dropped() {
    return dropped.get();
  }
}
