package dev.goodgate.gateway.http2.hpack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Mixes a text into a number, eight bytes at a time; its high bits are the good ones. */
final class Hash {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ODD = 0x9e37_79b9_7f4a_7c15L;

  private Hash() {}

  static int of(byte[] text, int from, int to) {
    long mixed = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      mixed = mix(mixed, (long) WORDS.get(text, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = (rest << Byte.SIZE) | (text[at] & 0xff);
    }
    return (int) (mix(mixed, rest) >>> 32);
  }

  static int both(int name, int value) {
    return (int) (mix(name, value) >>> 32);
  }

  private static long mix(long mixed, long word) {
    long product = (mixed ^ word) * ODD;
    return (product ^ (product >>> 32)) * ODD;
  }
}
