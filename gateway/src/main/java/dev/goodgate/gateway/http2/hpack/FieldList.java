package dev.goodgate.gateway.http2.hpack;

import java.util.Arrays;

/**
 * The fields of one head, decoded: positions in one array. Made once for a loop and filled with one
 * head after the other; what is over the limits is counted, and not kept.
 */
public final class FieldList {
  private static final int USUAL_FIELDS = 64;
  private static final int USUAL_BYTES = 4 * 1_024;
  private static final int ABSURD = 16;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int[] marks = new int[3 * USUAL_FIELDS];
  private int count;
  private int end;
  private long size;
  private long maxSize;
  private int maxFields;
  private boolean tooLarge;
  private boolean tooMany;

  /**
   * Empty, for a head that counts at most {@code maxSize} as RFC 9113 6.5.2 counts, which is 32 a
   * field beside its bytes.
   */
  public void begin(long maxSize, int maxFields) {
    this.maxSize = maxSize;
    this.maxFields = maxFields;
    count = 0;
    end = 0;
    size = 0;
    tooLarge = false;
    tooMany = false;
  }

  public int count() {
    return count;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int nameStart(int index) {
    return marks[3 * index];
  }

  public int nameEnd(int index) {
    return marks[3 * index + 1];
  }

  /** The value begins where the name ends. */
  public int valueEnd(int index) {
    return marks[3 * index + 2];
  }

  /** How much it counts, with what was not kept. */
  public long size() {
    return size;
  }

  /** Whether it is larger than it may be: then what is here is not the whole. */
  public boolean isTooLarge() {
    return tooLarge;
  }

  /** Whether it has more fields than it may have: then what is here is not the whole. */
  public boolean isTooMany() {
    return tooMany;
  }

  /** Whether it counts so many times what it may that nobody can have meant it well. */
  boolean isAbsurd() {
    return size > ABSURD * maxSize;
  }

  boolean isFull() {
    return tooLarge || tooMany;
  }

  /** Where the next field goes; it is written there before {@link #add} makes it one. */
  int end() {
    return end;
  }

  /** The array, with room for so many bytes behind {@code at}. */
  byte[] room(int at, int needed) {
    if (bytes.length - at < needed) {
      bytes = Arrays.copyOf(bytes, Integer.highestOneBit(at + needed) * 2);
    }
    return bytes;
  }

  /** The bytes from {@link #end} on are a field. */
  void add(int nameEnd, int valueEnd) {
    grow(valueEnd - end);
    if (isFull()) {
      return;
    }
    if (marks.length < 3 * (count + 1)) {
      marks = Arrays.copyOf(marks, 2 * marks.length);
    }
    marks[3 * count] = end;
    marks[3 * count + 1] = nameEnd;
    marks[3 * count + 2] = valueEnd;
    count++;
    end = valueEnd;
  }

  /** Counts a field of so many bytes. */
  void grow(int length) {
    size += length + FieldTable.OVERHEAD;
    tooLarge |= size > maxSize;
    tooMany |= count == maxFields;
  }
}
