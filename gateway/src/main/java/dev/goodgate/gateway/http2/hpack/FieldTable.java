package dev.goodgate.gateway.http2.hpack;

/**
 * The fields that one side has told the other to remember: RFC 7541 2.3.2. The last one told is
 * first; the oldest go when there is no more room.
 *
 * <p>How it works: names and values stand one behind the other in one array, oldest first, and are
 * moved to its front when its end is reached, which is seldom as it is twice as large as the table
 * may be. Entries are numbered as they come; a ring has for each number where it begins. Nothing is
 * allocated before the first entry, and nothing once the table has been full.
 */
final class FieldTable {
  /** What an entry counts beside its bytes: RFC 7541 4.1. */
  static final int OVERHEAD = 32;

  private static final int FEW = 8;

  private byte[] bytes = {};
  private int[] starts = {};
  private int[] nameLengths = {};
  private int[] valueLengths = {};
  private int inserted;
  private int count;
  private int used;
  private int size;
  private int max;

  FieldTable(int max) {
    this.max = max;
  }

  /** How large it may be from now on. */
  void resize(int newMax) {
    max = newMax;
    evict(newMax);
  }

  int max() {
    return max;
  }

  /** One that does not fit into the empty table empties it: RFC 7541 4.4. */
  void add(byte[] from, int nameStart, int nameEnd, int valueStart, int valueEnd) {
    int name = nameEnd - nameStart;
    int value = valueEnd - valueStart;
    if ((long) name + value + OVERHEAD > max) {
      evict(0);
      return;
    }
    evict(max - name - value - OVERHEAD);
    makeRoom(name + value);
    int slot = inserted & (starts.length - 1);
    starts[slot] = used;
    nameLengths[slot] = name;
    valueLengths[slot] = value;
    System.arraycopy(from, nameStart, bytes, used, name);
    System.arraycopy(from, valueStart, bytes, used + name, value);
    used += name + value;
    size += name + value + OVERHEAD;
    inserted++;
    count++;
  }

  private void evict(int most) {
    while (size > most) {
      int slot = slot(count - 1);
      size -= nameLengths[slot] + valueLengths[slot] + OVERHEAD;
      count--;
    }
    if (count == 0) {
      used = 0;
    }
  }

  private void makeRoom(int needed) {
    if (count == starts.length) {
      growRing();
    }
    if (bytes.length - used < needed) {
      int live = size - count * OVERHEAD;
      int first = used - live;
      byte[] target = bytes;
      if (bytes.length < 2 * (live + needed)) {
        target = new byte[Integer.highestOneBit(live + needed) * 4];
      }
      System.arraycopy(bytes, first, target, 0, live);
      for (int back = 0; back < count; back++) {
        starts[slot(back)] -= first;
      }
      bytes = target;
      used = live;
    }
  }

  private void growRing() {
    int length = Math.max(FEW, 2 * starts.length);
    starts = stretched(starts, length);
    nameLengths = stretched(nameLengths, length);
    valueLengths = stretched(valueLengths, length);
  }

  /** The entries keep their numbers, and so get other slots. */
  private int[] stretched(int[] old, int length) {
    int[] ring = new int[length];
    for (int number = inserted - count; number != inserted; number++) {
      ring[number & (length - 1)] = old[number & (old.length - 1)];
    }
    return ring;
  }

  private int slot(int back) {
    return (inserted - 1 - back) & (starts.length - 1);
  }

  int count() {
    return count;
  }

  /** How many bytes it counts, RFC 7541 4.1. */
  int size() {
    return size;
  }

  /** The number that the next entry will have. */
  int nextNumber() {
    return inserted;
  }

  /** How far back an entry is, the last one being 0; it is gone if that is not below the count. */
  int back(int number) {
    return inserted - 1 - number;
  }

  byte[] bytes() {
    return bytes;
  }

  int nameStart(int back) {
    return starts[slot(back)];
  }

  int nameEnd(int back) {
    return starts[slot(back)] + nameLengths[slot(back)];
  }

  int valueEnd(int back) {
    return nameEnd(back) + valueLengths[slot(back)];
  }
}
