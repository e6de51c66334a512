package dev.goodgate.trials.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.MemorySegment;
import java.util.Locale;

/**
 * Reads one answer after the other, in whatever pieces they come: the status has to be 200, the
 * body as long as expected, with nothing behind it.
 */
final class ReplyCheck {
  /** What is known after the bytes so far. */
  enum State {
    PARTIAL,
    WHOLE,
    WRONG_STATUS,
    WRONG_LENGTH
  }

  private static final byte[] GOOD = "HTTP/1.1 200 ".getBytes(ISO_8859_1);
  private static final String LENGTH = "content-length:";

  /** Longer lines are cut: none that matters is. */
  private final byte[] line = new byte[64];

  private final int expected;
  private int lineLength;
  private boolean hasStatus;
  private boolean inBody;
  private long remaining = -1;

  ReplyCheck(int expected) {
    this.expected = expected;
  }

  /** Gets ready for the next answer. */
  void begin() {
    lineLength = 0;
    hasStatus = false;
    inBody = false;
    remaining = -1;
  }

  State take(MemorySegment bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (!inBody && at < end) {
      byte next = bytes.get(JAVA_BYTE, at++);
      if (next != '\n') {
        if (lineLength < line.length) {
          line[lineLength++] = next;
        }
        continue;
      }
      if (!hasStatus && !isGood()) {
        return State.WRONG_STATUS;
      }
      readLine();
    }
    if (!inBody) {
      return State.PARTIAL;
    }
    remaining -= end - at;
    return remaining > 0 ? State.PARTIAL : remaining == 0 ? State.WHOLE : State.WRONG_LENGTH;
  }

  private boolean isGood() {
    return lineLength >= GOOD.length
        && java.util.Arrays.equals(line, 0, GOOD.length, GOOD, 0, GOOD.length);
  }

  private void readLine() {
    if (!hasStatus) {
      hasStatus = true;
    } else if (lineLength <= 1) {
      inBody = true;
    } else if ((line[0] | 0x20) == 'c' && lineLength > LENGTH.length()) {
      readLength(new String(line, 0, lineLength, ISO_8859_1));
    }
    lineLength = 0;
  }

  private void readLength(String field) {
    if (field.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
      String told = field.substring(LENGTH.length()).strip();
      // Any other length is not counted down: the first byte of the body shows that it is wrong.
      remaining = told.equals(Integer.toString(expected)) ? expected : -1;
    }
  }
}
