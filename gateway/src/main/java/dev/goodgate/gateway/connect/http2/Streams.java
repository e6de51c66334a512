package dev.goodgate.gateway.connect.http2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one connection whose end has not come, in the order of their numbers; those that
 * have none yet are apart.
 */
final class Streams {
  private final List<Http2Stream> numbered = new ArrayList<>();
  private final List<Http2Stream> unsaid = new ArrayList<>();
  private int lastNumber = -1;
  private int drained;

  void open(Http2Stream stream) {
    unsaid.add(stream);
  }

  /** Its head is being sent. */
  void number(Http2Stream stream) {
    lastNumber += 2;
    stream.number = lastNumber;
    unsaid.remove(stream);
    numbered.add(stream);
  }

  @Nullable Http2Stream find(int number) {
    int low = 0;
    int high = numbered.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Http2Stream there = numbered.get(middle);
      if (there.number == number) {
        return there;
      }
      if (there.number < number) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  void drain(Http2Stream stream) {
    drained++;
    stream.clear();
  }

  /** Its end has come, or it was given up; false where that was known. */
  boolean remove(Http2Stream stream) {
    boolean there = numbered.remove(stream) || unsaid.remove(stream);
    if (there && stream.isDrained()) {
      drained--;
    }
    return there;
  }

  /** Whether no stream can have this number yet. */
  boolean isIdle(int number) {
    return (number & 1) == 0 || number > lastNumber;
  }

  int lastNumber() {
    return lastNumber;
  }

  /** Whether there are no more numbers. */
  boolean isExhausted() {
    return lastNumber >= Integer.MAX_VALUE - 2 * (unsaid.size() + 1);
  }

  int count() {
    return numbered.size() + unsaid.size();
  }

  /** Those that somebody waits for. */
  int wanted() {
    return count() - drained;
  }

  /** All of them, those without a number last. */
  Http2Stream get(int index) {
    return index < numbered.size() ? numbered.get(index) : unsaid.get(index - numbered.size());
  }
}
