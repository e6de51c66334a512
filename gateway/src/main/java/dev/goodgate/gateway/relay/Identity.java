package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.report.Slip;
import dev.goodgate.vocabulary.plan.Tracing;
import dev.goodgate.vocabulary.traffic.Trace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Names exchanges: keeps the client's X-Request-Id and traceparent where they are well formed, and
 * makes new ones otherwise. Where exchanges are traced, the endpoint is told the attempt's span as
 * its parent. New ids never repeat within a loop, and loops begin at random places. One per loop.
 */
final class Identity {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LITTLE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final int MAX_ID = 128;
  private static final int TRACE_LENGTH = 55;

  /** Where in a traceparent the parent's span stands. */
  private static final int PARENT_AT = 36;

  private static final int FLAGS_AT = 54;

  private final boolean traces;
  private final double sample;
  private long state;

  Identity(long seed, Tracing tracing) {
    state = seed;
    traces = tracing.endpoint().isPresent();
    sample = tracing.sample();
  }

  void newId(HeadWriter to) {
    hex(to, next());
  }

  /** Version 00, a new trace, a new parent, not sampled. */
  void newTrace(HeadWriter to) {
    to.add((byte) '0').add((byte) '0').add((byte) '-');
    hex(to, next());
    hex(to, next());
    to.add((byte) '-');
    hex(to, next());
    to.add((byte) '-').add((byte) '0').add((byte) '0');
  }

  /**
   * Gives the exchange its place in the trace that stands at the end of what is written: goes by
   * the client's decision, or makes one.
   */
  void trace(HeadWriter to, boolean given, Slip slip) {
    if (!traces || to.isOverflowed()) {
      return;
    }
    int at = to.length() - TRACE_LENGTH;
    long span = next();
    slip.span = span == 0 ? GOLDEN : span;
    if (given) {
      slip.parent = hex(to.bytes(), at + PARENT_AT);
      slip.sampled = (Character.digit(to.bytes()[at + FLAGS_AT], 16) & 1) != 0;
    } else {
      slip.parent = 0;
      slip.sampled = (next() >>> 11) * 0x1p-53 < sample;
      to.bytes()[at + FLAGS_AT] = (byte) (slip.sampled ? '1' : '0');
    }
    long first = Trace.spanOfAttempt(slip.span, 1);
    WORDS.set(to.bytes(), at + PARENT_AT, digits(first >>> 32));
    WORDS.set(to.bytes(), at + PARENT_AT + Long.BYTES, digits(first));
  }

  /** Tells the endpoint of a later attempt that attempt's span; {@code at} is the traceparent's. */
  static void nameAttempt(MemorySegment head, int at, long span) {
    head.set(LITTLE, at + PARENT_AT, digits(span >>> 32));
    head.set(LITTLE, at + PARENT_AT + Long.BYTES, digits(span));
  }

  private static long hex(byte[] bytes, int from) {
    long value = 0;
    for (int i = from; i < from + 16; i++) {
      value = value << 4 | Character.digit(bytes[i], 16);
    }
    return value;
  }

  static boolean isId(byte[] bytes, int from, int to) {
    if (to - from < 1 || to - from > MAX_ID) {
      return false;
    }
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean letterOrDigit =
          (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (!letterOrDigit && b != '.' && b != '_' && b != '-') {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a traceparent of version 00 (W3C Trace Context 3.2). */
  static boolean isTrace(byte[] bytes, int from, int to) {
    if (to - from != TRACE_LENGTH || bytes[from] != '0' || bytes[from + 1] != '0') {
      return false;
    }
    boolean trace = false;
    boolean parent = false;
    for (int i = 2; i < TRACE_LENGTH; i++) {
      byte b = bytes[from + i];
      if (i == 2 || i == 35 || i == 52) {
        if (b != '-') {
          return false;
        }
      } else if ((b < '0' || b > '9') && (b < 'a' || b > 'f')) {
        return false;
      }
      trace |= i > 2 && i < 35 && b != '0';
      parent |= i > 35 && i < 52 && b != '0';
    }
    return trace && parent;
  }

  /** SplitMix64: a bijection of a counter, so it does not repeat. */
  private long next() {
    state += GOLDEN;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static void hex(HeadWriter to, long value) {
    to.addWord(digits(value >>> 32)).addWord(digits(value));
  }

  /**
   * The eight hex digits of the lower half, one a byte, the first digit in the lowest byte: all
   * eight at once.
   */
  private static long digits(long value) {
    long x = value & 0xffff_ffffL;
    x = ((x << 16) | x) & 0x0000_ffff_0000_ffffL;
    x = ((x << 8) | x) & 0x00ff_00ff_00ff_00ffL;
    x = ((x << 4) | x) & 0x0f0f_0f0f_0f0f_0f0fL;
    long letters = ((x + 0x0606_0606_0606_0606L) >>> 4) & 0x0101_0101_0101_0101L;
    return Long.reverseBytes(x + 0x3030_3030_3030_3030L + letters * ('a' - '9' - 1));
  }
}
