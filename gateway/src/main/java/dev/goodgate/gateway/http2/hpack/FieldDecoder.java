package dev.goodgate.gateway.http2.hpack;

/**
 * Reads the heads that one side of a connection sends, one after the other: RFC 7541. Each must be
 * read, and whole, as later ones refer to it. One connection, one thread.
 *
 * <p>How it works: every field is written out into the list, from where a literal is kept for
 * later. A head that is larger than the list may be is still read to its end so that both sides
 * keep agreeing on what is remembered, but a mere reference is then only counted: a small head
 * cannot make much work. One that counts many times what it may is not worth that: see {@link
 * #ABUSIVE}.
 */
public final class FieldDecoder {
  /** The head was read; the list may have found it too large. */
  public static final int SOUND = 0;

  /** It is not compression, and the connection cannot go on. */
  public static final int MALFORMED = 1;

  /** It refers to so much that it must be meant to do harm; the connection cannot go on. */
  public static final int ABUSIVE = 2;

  private static final int MAX_SHIFT = 21;
  private static final int TRUNCATED = -1;

  private final int maxTable;
  private final FieldTable table;
  private byte[] block = {};
  private int at;
  private int end;

  /** {@code maxTable} is the SETTINGS_HEADER_TABLE_SIZE that the other side was told. */
  public FieldDecoder(int maxTable) {
    this.maxTable = maxTable;
    this.table = new FieldTable(maxTable);
  }

  /** Reads one head, all its fragments in one, into a list that was just begun. */
  public int decode(byte[] from, int begin, int to, FieldList list) {
    block = from;
    at = begin;
    end = to;
    boolean sound = resize();
    while (sound && at < end) {
      int first = block[at];
      sound = first < 0 ? indexed(list) : (first & 0xe0) != 0x20 && literal(first, list);
      if (list.isAbsurd()) {
        return ABUSIVE;
      }
    }
    return sound ? SOUND : MALFORMED;
  }

  /** RFC 7541 4.2: only at the beginning of a head. */
  private boolean resize() {
    while (at < end && (block[at] & 0xe0) == 0x20) {
      int size = number(5);
      if (size < 0 || size > maxTable) {
        return false;
      }
      table.resize(size);
    }
    return true;
  }

  private boolean indexed(FieldList list) {
    int index = number(7);
    if (!exists(index)) {
      return false;
    }
    if (list.isFull()) {
      list.grow(length(index));
      return true;
    }
    int nameEnd = copyName(index, list);
    list.add(nameEnd, copyValue(index, list, nameEnd));
    return true;
  }

  private boolean literal(int first, FieldList list) {
    boolean kept = (first & 0x40) != 0;
    int index = number(kept ? 6 : 4);
    if (index != 0 && !exists(index)) {
      return false;
    }
    int start = list.end();
    int nameEnd = index == 0 ? string(list, start) : copyName(index, list);
    int valueEnd = nameEnd < 0 ? nameEnd : string(list, nameEnd);
    if (valueEnd < 0) {
      return false;
    }
    if (kept) {
      table.add(list.bytes(), start, nameEnd, nameEnd, valueEnd);
    }
    list.add(nameEnd, valueEnd);
    return true;
  }

  private boolean exists(int index) {
    return index > 0 && index - StaticFields.COUNT <= table.count();
  }

  private int length(int index) {
    if (index <= StaticFields.COUNT) {
      return StaticFields.name(index).length + StaticFields.value(index).length;
    }
    int back = index - StaticFields.COUNT - 1;
    return table.valueEnd(back) - table.nameStart(back);
  }

  private int copyName(int index, FieldList list) {
    if (index <= StaticFields.COUNT) {
      byte[] name = StaticFields.name(index);
      return copy(name, 0, name.length, list, list.end());
    }
    int back = index - StaticFields.COUNT - 1;
    return copy(table.bytes(), table.nameStart(back), table.nameEnd(back), list, list.end());
  }

  private int copyValue(int index, FieldList list, int to) {
    if (index <= StaticFields.COUNT) {
      byte[] value = StaticFields.value(index);
      return copy(value, 0, value.length, list, to);
    }
    int back = index - StaticFields.COUNT - 1;
    return copy(table.bytes(), table.nameEnd(back), table.valueEnd(back), list, to);
  }

  private static int copy(byte[] from, int begin, int end, FieldList list, int to) {
    int length = end - begin;
    System.arraycopy(from, begin, list.room(to, length), to, length);
    return to + length;
  }

  /** Reads a string to {@code to} in the list; returns where it ends there, or TRUNCATED. */
  private int string(FieldList list, int to) {
    boolean coded = at < end && block[at] < 0;
    int length = number(7);
    if (length < 0 || length > end - at) {
      return TRUNCATED;
    }
    at += length;
    if (!coded) {
      return copy(block, at - length, at, list, to);
    }
    byte[] text = list.room(to, Huffman.most(length));
    return Huffman.decode(block, at - length, at, text, to);
  }

  /** A number of RFC 7541 5.1, or TRUNCATED where it is cut or larger than anything here can be. */
  private int number(int prefix) {
    if (at >= end) {
      return TRUNCATED;
    }
    int most = (1 << prefix) - 1;
    int value = block[at++] & most;
    if (value < most) {
      return value;
    }
    for (int shift = 0; shift <= MAX_SHIFT && at < end; shift += 7) {
      int next = block[at++];
      value += (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    return TRUNCATED;
  }
}
