package dev.goodgate.lab.socket;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes no byte off its source before it is asked for, and can look ahead all the same. What it
 * looked at is kept, at most as much as was marked.
 */
final class UnbufferedInput extends InputStream {
  private final InputStream source;
  private byte[] seen = new byte[0];
  private int count;
  private int next;
  private boolean marked;

  UnbufferedInput(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    if (next < count) {
      return seen[next++] & 0xff;
    }
    int one = source.read();
    if (marked && one >= 0 && count < seen.length) {
      seen[count++] = (byte) one;
      next = count;
    } else {
      marked = false;
    }
    return one;
  }

  @Override
  public int read(byte[] into, int at, int wanted) throws IOException {
    if (next == count && !marked) {
      return source.read(into, at, wanted);
    }
    int one = wanted == 0 ? 0 : read();
    if (wanted == 0 || one < 0) {
      return one;
    }
    into[at] = (byte) one;
    return 1;
  }

  @Override
  public boolean markSupported() {
    return true;
  }

  @Override
  public void mark(int limit) {
    byte[] kept = new byte[limit + count - next];
    System.arraycopy(seen, next, kept, 0, count - next);
    seen = kept;
    count -= next;
    next = 0;
    marked = true;
  }

  @Override
  public void reset() {
    next = 0;
    marked = false;
  }
}
