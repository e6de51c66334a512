package dev.goodgate.gateway.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts log lines together as bytes and writes them out in large pieces. What clients sent is
 * escaped, so that a line stays a line.
 */
final class LineWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int FULL = 48 * 1024;

  private final OutputStream out;
  private byte[] bytes = new byte[64 * 1024];
  private int length;
  private int wholeLines;
  private final AtomicLong lost = new AtomicLong();

  LineWriter(OutputStream out) {
    this.out = out;
  }

  LineWriter raw(String ascii) {
    int size = ascii.length();
    room(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  LineWriter raw(byte[] text) {
    return raw(text, text.length);
  }

  LineWriter raw(byte[] text, int count) {
    room(count);
    System.arraycopy(text, 0, bytes, length, count);
    length += count;
    return this;
  }

  /** A text between quotes, as JSON has it. */
  LineWriter text(String text) {
    int size = text.length();
    room(6 * size + 2);
    bytes[length++] = '"';
    for (int i = 0; i < size; i++) {
      escaped(text.charAt(i));
    }
    bytes[length++] = '"';
    return this;
  }

  /** The same of bytes, each of them a Latin-1 character. */
  LineWriter text(byte[] text, int count) {
    room(6 * count + 2);
    bytes[length++] = '"';
    for (int i = 0; i < count; i++) {
      escaped(text[i] & 0xff);
    }
    bytes[length++] = '"';
    return this;
  }

  private void escaped(int character) {
    if (character >= 0x20 && character < 0x7f) {
      if (character == '"' || character == '\\') {
        bytes[length++] = '\\';
      }
      bytes[length++] = (byte) character;
    } else {
      bytes[length++] = '\\';
      bytes[length++] = 'u';
      bytes[length++] = HEX[character >> 12];
      bytes[length++] = HEX[(character >> 8) & 15];
      bytes[length++] = HEX[(character >> 4) & 15];
      bytes[length++] = HEX[character & 15];
    }
  }

  LineWriter number(long value) {
    room(20);
    if (value < 0) {
      bytes[length++] = '-';
    }
    long rest = value > 0 ? -value : value; // below zero there is room for Long.MIN_VALUE too
    int digits = 1;
    for (long power = -10; digits < 19 && rest <= power; power *= 10) {
      digits++;
    }
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Nanoseconds as milliseconds with three decimals. */
  LineWriter millis(long nanos) {
    long micros = Math.max(0, nanos) / 1_000;
    number(micros / 1_000);
    room(4);
    bytes[length++] = '.';
    for (int power = 100; power > 0; power /= 10) {
      bytes[length++] = (byte) ('0' + micros / power % 10);
    }
    return this;
  }

  void endLine() {
    room(1);
    bytes[length++] = '\n';
    wholeLines = length;
    if (length >= FULL) {
      flush();
    }
  }

  /**
   * Hands everything to the operating system. A log that cannot be written loses lines, counted;
   * traffic goes on.
   */
  void flush() {
    if (length > 0) {
      try {
        out.write(bytes, 0, length);
        out.flush();
      } catch (IOException full) {
        lost.lazySet(lost.getPlain() + 1);
      }
      length = 0;
      wholeLines = 0;
    }
  }

  /** Takes back what was written since the last line ended. */
  void forgetLine() {
    length = wholeLines;
  }

  /** How many pieces were lost; may be asked from any thread. */
  long lost() {
    return lost.get();
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
