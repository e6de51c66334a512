package dev.goodgate.gateway.http2.hpack;

import java.util.Arrays;

/**
 * Writes the heads that one side of a connection sends, one after the other: RFC 7541. Each that is
 * written must be sent, as later ones refer to it. One connection, one thread.
 *
 * <p>How it works: what both sides know from the start is a number; so is what was told to be
 * remembered, found by its hash in a small table where a collision costs a match and nothing else.
 * A field is told to be remembered the second time that it is seen: what repeats, repeats soon, and
 * what never does takes no room. Secrets are never remembered (RFC 7541 7.1.3).
 */
public final class FieldEncoder {
  /** A field may need so many bytes beside its own. */
  public static final int MOST_OVERHEAD = 16;

  private static final int SLOTS = 128;
  private static final int AUTHORIZATION = 23;
  private static final int COOKIE = 32;
  private static final int PROXY_AUTHORIZATION = 49;
  private static final int SET_COOKIE = 55;

  /** A cookie of fewer bytes could be guessed one at a time. */
  private static final int GUESSABLE = 20;

  private static final int[] NOTHING = {};

  private final int ownMax;
  private final FieldTable table;
  private int[] numbers = NOTHING;
  private int[] seen = NOTHING;
  private int smallestMax;
  private boolean resized;
  private byte[] block = {};
  private int end;

  // the field that is being written
  private byte[] text = {};
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;

  /** {@code ownMax} bounds the table, whatever the other side allows. */
  public FieldEncoder(int ownMax) {
    this.ownMax = ownMax;
    this.smallestMax = ownMax;
    table = new FieldTable(ownMax);
  }

  /**
   * The other side has told its SETTINGS_HEADER_TABLE_SIZE; the next head will say that it is kept.
   */
  public void resize(long told) {
    int max = (int) Math.min(ownMax, told);
    smallestMax = Math.min(smallestMax, max);
    if (max != table.max()) {
      resized = true;
      table.resize(max);
    }
  }

  /**
   * A new head; {@code into} has room for all bytes of its fields and {@link #MOST_OVERHEAD} for
   * each.
   */
  public void begin(byte[] into, int at) {
    block = into;
    end = at;
    if (resized) {
      // RFC 7541 4.2: the smallest there was in between is told too
      if (smallestMax < table.max()) {
        number(0x20, 5, smallestMax);
      }
      number(0x20, 5, table.max());
      resized = false;
      smallestMax = table.max();
    }
  }

  /** Writes a field, whose name must be in lower case. */
  public void add(byte[] from, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    text = from;
    nameStart = nameFrom;
    nameEnd = nameTo;
    valueStart = valueFrom;
    valueEnd = valueTo;
    int nameHash = Hash.of(from, nameFrom, nameTo);
    int index = StaticFields.find(nameHash, from, nameFrom, nameTo);
    int known = index == 0 ? 0 : StaticFields.findValue(index, from, valueFrom, valueTo);
    if (known != 0) {
      number(0x80, 7, known);
    } else if (isSecret(index)) {
      literal(0x10, 4, index);
    } else {
      add(index, Hash.both(nameHash, Hash.of(from, valueFrom, valueTo)));
    }
  }

  private void add(int index, int hash) {
    if (numbers.length == 0) {
      numbers = new int[SLOTS];
      seen = new int[SLOTS];
    }
    int slot = hash & (SLOTS - 1);
    int back = table.back(numbers[slot]);
    if (isThere(back)) {
      number(0x80, 7, StaticFields.COUNT + 1 + back);
    } else if (seen[slot] == hash && isWorthIt()) {
      literal(0x40, 6, index);
      numbers[slot] = table.nextNumber();
      table.add(text, nameStart, nameEnd, valueStart, valueEnd);
    } else {
      seen[slot] = hash;
      literal(0, 4, index);
    }
  }

  /** Where the head ends that has been written. */
  public int end() {
    return end;
  }

  private boolean isSecret(int index) {
    return switch (index) {
      case AUTHORIZATION, PROXY_AUTHORIZATION, SET_COOKIE -> true;
      case COOKIE -> valueEnd - valueStart < GUESSABLE;
      default -> false;
    };
  }

  /** What would take the place of many others is not. */
  private boolean isWorthIt() {
    int length = nameEnd - nameStart + valueEnd - valueStart;
    return length + FieldTable.OVERHEAD <= table.max() / 4;
  }

  private boolean isThere(int back) {
    if (Integer.compareUnsigned(back, table.count()) >= 0) {
      return false;
    }
    byte[] kept = table.bytes();
    int start = table.nameStart(back);
    int middle = table.nameEnd(back);
    int stop = table.valueEnd(back);
    return Arrays.equals(kept, start, middle, text, nameStart, nameEnd)
        && Arrays.equals(kept, middle, stop, text, valueStart, valueEnd);
  }

  private void literal(int kind, int prefix, int index) {
    number(kind, prefix, index);
    if (index == 0) {
      string(nameStart, nameEnd);
    }
    string(valueStart, valueEnd);
  }

  private void string(int from, int to) {
    int length = to - from;
    int coded = Huffman.codedLength(text, from, to);
    if (coded < length) {
      number(0x80, 7, coded);
      end = Huffman.encode(text, from, to, block, end);
    } else {
      number(0, 7, length);
      System.arraycopy(text, from, block, end, length);
      end += length;
    }
  }

  private void number(int kind, int prefix, int value) {
    int most = (1 << prefix) - 1;
    if (value < most) {
      block[end++] = (byte) (kind | value);
      return;
    }
    block[end++] = (byte) (kind | most);
    int rest = value - most;
    for (; rest >= 0x80; rest >>>= 7) {
      block[end++] = (byte) (rest | 0x80);
    }
    block[end++] = (byte) rest;
  }
}
