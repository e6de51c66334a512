package dev.goodgate.app.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes a message of Protocol Buffers: the four ways in which a field is written, of which all
 * others are made (protobuf.dev, "Encoding").
 */
final class Fields {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  Fields number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  Fields fixed64(int field, long value) {
    varint((long) field << 3 | FIXED_64);
    little(value, Long.BYTES);
    return this;
  }

  Fields fixed32(int field, int value) {
    varint((long) field << 3 | FIXED_32);
    little(value, Integer.BYTES);
    return this;
  }

  Fields real(int field, double value) {
    return fixed64(field, Double.doubleToLongBits(value));
  }

  Fields bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  Fields text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A message inside this one. */
  Fields message(int field, Consumer<Fields> content) {
    Fields inner = new Fields();
    content.accept(inner);
    return bytes(field, inner.toBytes());
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private void little(long value, int count) {
    for (int i = 0; i < count; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
