package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Memory that the system may fill with what sockets receive: it takes one, we give it back. They
 * lie a little further apart than a power of two, or their first bytes would meet in the same few
 * lines of the cache.
 */
final class Buffers {
  static final int SIZE = Integer.getInteger("uring.buffer", 4_096);
  static final int COUNT = Integer.getInteger("uring.buffers", 512);
  private static final int STRIDE = SIZE + 320;
  private static final int REGISTER_PBUF_RING = 22;

  private final MemorySegment memory;
  private final MemorySegment ring;
  private int tail;

  Buffers(Arena arena, Ring owner) {
    memory = arena.allocate((long) STRIDE * COUNT, 64);
    ring = arena.allocate(16L * COUNT, 4096);
    MemorySegment registration = arena.allocate(40, 8);
    registration.set(JAVA_LONG, 0, ring.address());
    registration.set(JAVA_INT, 8, COUNT);
    int result = owner.register(REGISTER_PBUF_RING, registration.address(), 1);
    if (result < 0) {
      throw new IllegalStateException("no io_uring buffers: " + Errno.of(-result));
    }
    for (int i = 0; i < COUNT; i++) {
      giveBack(i);
    }
  }

  void giveBack(int buffer) {
    long at = (tail & (COUNT - 1)) * 16L;
    ring.set(JAVA_LONG, at, memory.address() + (long) buffer * STRIDE);
    ring.set(JAVA_INT, at + 8, SIZE);
    ring.set(JAVA_SHORT, at + 12, (short) buffer);
    tail++;
    VarHandle.releaseFence();
    ring.set(JAVA_SHORT, 14, (short) tail);
  }

  void copy(int buffer, int from, MemorySegment into, long offset, int length) {
    MemorySegment.copy(memory, (long) buffer * STRIDE + from, into, offset, length);
  }
}
