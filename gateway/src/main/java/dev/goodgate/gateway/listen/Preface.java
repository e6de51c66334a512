package dev.goodgate.gateway.listen;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http2.Frame;
import java.lang.foreign.MemorySegment;

/** Recognises a client that speaks HTTP/2 without having been asked: RFC 9113 3.3. */
final class Preface {
  static final int OTHER = 0;
  static final int BEGUN = 1;
  static final int WHOLE = 2;

  private static final byte[] BYTES = Frame.preface();

  private Preface() {}

  /** Whether these are the preface, or its beginning, or something else. */
  static int like(MemorySegment memory, int offset, int length) {
    int there = Math.min(length, BYTES.length);
    for (int i = 0; i < there; i++) {
      if (memory.get(JAVA_BYTE, offset + i) != BYTES[i]) {
        return OTHER;
      }
    }
    return there == BYTES.length ? WHOLE : BEGUN;
  }
}
