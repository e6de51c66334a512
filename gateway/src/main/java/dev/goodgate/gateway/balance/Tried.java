package dev.goodgate.gateway.balance;

import java.util.Arrays;

/** The endpoints that an exchange has asked. Used for one exchange after the other. */
public final class Tried {
  private long first;

  /** A bit for each endpoint from the 65th on; there are none until one of these is tried. */
  private long[] others = {};

  private int count;

  public void clear() {
    first = count = 0;
    Arrays.fill(others, 0);
  }

  public void add(int endpoint) {
    if (contains(endpoint)) {
      return;
    }
    count++;
    int word = endpoint / Long.SIZE - 1;
    if (word < 0) {
      first |= 1L << endpoint;
    } else {
      others = word < others.length ? others : Arrays.copyOf(others, word + 1);
      others[word] |= 1L << endpoint;
    }
  }

  boolean contains(int endpoint) {
    if (endpoint < Long.SIZE) {
      return (first >>> endpoint & 1) != 0;
    }
    int word = endpoint / Long.SIZE - 1;
    return word < others.length && (others[word] >>> endpoint & 1) != 0;
  }

  /** How many there are. */
  public int count() {
    return count;
  }
}
