package dev.goodgate.gateway.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
  private long lost;

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

  LineWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return text(utf8, utf8.length);
  }

  /**
   * A text between quotes, as JSON has it; bytes that are not ASCII are written as the Latin-1
   * characters they would be.
   */
  LineWriter text(byte[] text, int count) {
    room(6 * count + 2);
    bytes[length++] = '"';
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < count; i++) {
      byte b = text[i];
      if (b >= 0x20 && b != 0x7f) {
        if (b == '"' || b == '\\') {
          to[at++] = '\\';
        }
        to[at++] = b;
      } else {
        to[at++] = '\\';
        to[at++] = 'u';
        to[at++] = '0';
        to[at++] = '0';
        to[at++] = HEX[(b >> 4) & 15];
        to[at++] = HEX[b & 15];
      }
    }
    length = at;
    bytes[length++] = '"';
    return this;
  }

  LineWriter number(long value) {
    room(20);
    if (value < 0) {
      bytes[length++] = '-';
    }
    long rest = Math.abs(value);
    int digits = 1;
    for (long power = 10; digits < 19 && rest >= power; power *= 10) {
      digits++;
    }
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
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
        lost++;
      }
      length = 0;
    }
  }

  long lost() {
    return lost;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
