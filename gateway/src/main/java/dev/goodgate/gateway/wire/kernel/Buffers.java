package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Memory that the system fills with what sockets receive, and the chains of it that wait to be
 * asked for. The pieces lie a little further apart than a power of two, or their first bytes would
 * meet in the same few lines of the cache.
 */
final class Buffers {
  static final int SIZE = 4_096;

  private static final int COUNT = 512;
  private static final int STRIDE = SIZE + 320;
  private static final int REGISTER_PBUF_RING = 22;
  private static final int ENTRY = 16;
  private static final int TAIL = 14;

  private final MemorySegment memory;
  private final MemorySegment offered;
  private final int[] next = new int[COUNT];
  private final int[] length = new int[COUNT];
  private int tail;

  Buffers(Arena arena, Ring ring) {
    memory = arena.allocate((long) STRIDE * COUNT, 64);
    offered = arena.allocate((long) ENTRY * COUNT, 4_096);
    MemorySegment registration = arena.allocate(40, 8);
    registration.set(JAVA_LONG, 0, offered.address());
    registration.set(JAVA_INT, 8, COUNT);
    int result = ring.register(REGISTER_PBUF_RING, registration.address(), 1);
    if (result < 0) {
      throw new IllegalStateException("no buffers for io_uring: " + Errno.of(-result));
    }
    for (int i = 0; i < COUNT; i++) {
      offer(i);
    }
  }

  /** Lets the system fill it. */
  void offer(int buffer) {
    long at = (long) (tail & (COUNT - 1)) * ENTRY;
    offered.set(JAVA_LONG, at, memory.address() + (long) buffer * STRIDE);
    offered.set(JAVA_INT, at + 8, SIZE);
    offered.set(JAVA_SHORT, at + 12, (short) buffer);
    tail++;
    VarHandle.releaseFence();
    offered.set(JAVA_SHORT, TAIL, (short) tail);
  }

  /** Keeps what was received behind what waits already. */
  void keep(RingSocket socket, int buffer, int bytes) {
    length[buffer] = bytes;
    next[buffer] = -1;
    if (socket.firstBuffer < 0) {
      socket.firstBuffer = buffer;
    } else {
      next[socket.lastBuffer] = buffer;
    }
    socket.lastBuffer = buffer;
    socket.bufferCount++;
  }

  /** Hands out as much of what waits as there is, or as fits. */
  int take(RingSocket socket, MemorySegment into, long offset, int most) {
    int done = 0;
    while (done < most && socket.firstBuffer >= 0) {
      int buffer = socket.firstBuffer;
      int count = Math.min(most - done, length[buffer] - socket.bufferTaken);
      long from = (long) buffer * STRIDE + socket.bufferTaken;
      MemorySegment.copy(memory, from, into, offset + done, count);
      done += count;
      socket.bufferTaken += count;
      if (socket.bufferTaken == length[buffer]) {
        drop(socket);
      }
    }
    return done;
  }

  void dropAll(RingSocket socket) {
    while (socket.firstBuffer >= 0) {
      drop(socket);
    }
  }

  private void drop(RingSocket socket) {
    int buffer = socket.firstBuffer;
    socket.firstBuffer = next[buffer];
    socket.bufferTaken = 0;
    socket.bufferCount--;
    offer(buffer);
  }
}
