package dev.goodgate.gateway.listen.http2;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one connection that are open, and what became of the last that were. There are
 * few, so they are looked for one by one.
 */
final class OpenStreams {
  private static final int REMEMBERED = 64;
  private static final int GIVEN_UP = 1 << 31;
  private static final int[] NOTHING = {};

  /** What became of a stream that is not open. */
  enum Fate {
    /** The client has not opened it yet. */
    IDLE,
    /** Both sides know that it is over. */
    ENDED,
    /** We have given it up: the client may not know yet. */
    GIVEN_UP,
    /** It was never opened, or so long ago that it is not remembered. */
    SKIPPED
  }

  private final int max;
  private ClientStream[] open = new ClientStream[4];
  private int count;
  private int last;

  /** At the place of each number the last stream that had it. */
  private int[] fates = NOTHING;

  OpenStreams(int max) {
    this.max = max;
  }

  int max() {
    return max;
  }

  boolean isFull() {
    return count >= max;
  }

  int count() {
    return count;
  }

  ClientStream get(int place) {
    return open[place];
  }

  @Nullable ClientStream find(int number) {
    for (int i = count - 1; i >= 0; i--) {
      if (open[i].number == number) {
        return open[i];
      }
    }
    return null;
  }

  /** The client has used the number; so all that are lower are not idle any more. */
  void seen(int number) {
    last = number;
  }

  /** The highest number that the client has used. */
  int last() {
    return last;
  }

  void open(ClientStream stream, int number) {
    if (count == open.length) {
      open = Arrays.copyOf(open, 2 * count);
    }
    stream.number = number;
    stream.place = count;
    open[count++] = stream;
  }

  void close(ClientStream stream) {
    ClientStream moved = open[--count];
    open[stream.place] = moved;
    moved.place = stream.place;
    remember(stream.number, 0);
  }

  /** It is closed, and the client may not know. */
  void giveUp(int number) {
    remember(number, GIVEN_UP);
  }

  private void remember(int number, int how) {
    if (fates.length == 0) {
      fates = new int[REMEMBERED];
    }
    fates[number >>> 1 & REMEMBERED - 1] = number | how;
  }

  /** Of a stream that is not open. */
  Fate fate(int number) {
    if (number > last) {
      return Fate.IDLE;
    }
    int kept = fates.length == 0 ? 0 : fates[number >>> 1 & REMEMBERED - 1];
    if ((kept & ~GIVEN_UP) != number) {
      return Fate.SKIPPED;
    }
    return kept < 0 ? Fate.GIVEN_UP : Fate.ENDED;
  }
}
