package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The two queues of an io_uring: what is asked of the system, and what has become of it. Nothing
 * that is asked is begun before {@link #enter}, and everything the system does for this ring it
 * does inside that call, on this thread (SINGLE_ISSUER, DEFER_TASKRUN: Linux 6.1).
 */
final class Ring implements AutoCloseable {
  static final int NOP = 0;
  static final int POLL_ADD = 6;
  static final int POLL_REMOVE = 7;
  static final int ASYNC_CANCEL = 14;
  static final int LINK_TIMEOUT = 15;
  static final int CLOSE = 19;
  static final int SEND = 26;
  static final int RECV = 27;

  /** Flags of a submission. */
  static final int LINKED = 1 << 2;

  static final int SELECTS_BUFFER = 1 << 5;
  static final int SILENT = 1 << 6;

  /** Flags of a completion. */
  static final int HAS_BUFFER = 1;

  static final int HAS_MORE = 2;

  static final int ECANCELED = 125;

  private static final int SETUP =
      1 << 3 /* CQSIZE */ | 1 << 7 /* SUBMIT_ALL */ | 1 << 12 /* SINGLE_ISSUER */ | 1 << 13;
  private static final int GETEVENTS = 1;
  private static final int EXT_ARG = 1 << 3;
  private static final int REGISTERED_RING = 1 << 4;
  private static final int REGISTER_RING_FDS = 20;
  private static final long SQES = 0x10000000L;
  private static final int SQE_BYTES = 64;
  private static final int CQE_BYTES = 16;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment errno = arena.allocate(8, 8);
  private final MemorySegment argument = arena.allocate(24, 8);
  private final MemorySegment timespec = arena.allocate(16, 8);
  private final int descriptor;
  private final int registered;
  private final MemorySegment queues;
  private final MemorySegment sqes;
  private final long sqHead;
  private final long sqTail;
  private final long cqHead;
  private final long cqTail;
  private final long cqes;
  private final int sqEntries;
  private final int cqMask;
  private int tail;
  private int head;
  private int enters;

  Ring(int entries) {
    MemorySegment params = arena.allocate(120, 8);
    params.set(JAVA_INT, 4, entries * 4);
    params.set(JAVA_INT, 8, SETUP);
    descriptor = call(Syscall.IO_URING_SETUP, entries, params.address(), 0, 0, 0);
    if (descriptor < 0) {
      arena.close();
      throw new IllegalStateException("no io_uring: " + Errno.of(-descriptor));
    }
    sqEntries = params.get(JAVA_INT, 0);
    int cqEntries = params.get(JAVA_INT, 4);
    long array = params.get(JAVA_INT, 64);
    cqes = params.get(JAVA_INT, 100);
    queues = map(Math.max(array + sqEntries * 4L, cqes + (long) cqEntries * CQE_BYTES), 0);
    sqes = map((long) sqEntries * SQE_BYTES, SQES);
    sqHead = params.get(JAVA_INT, 40);
    sqTail = params.get(JAVA_INT, 44);
    cqHead = params.get(JAVA_INT, 80);
    cqTail = params.get(JAVA_INT, 84);
    cqMask = cqEntries - 1;
    for (int i = 0; i < sqEntries; i++) {
      queues.set(JAVA_INT, array + i * 4L, i);
    }
    registered = registerItself();
  }

  @SuppressWarnings("restricted")
  private MemorySegment map(long size, long offset) {
    long address = Syscall.address(errno, Syscall.MMAP, 0, size, 3, 0x8001, descriptor, offset);
    if (address < 0 && address > -4096) {
      throw new IllegalStateException("no memory for io_uring: " + Errno.of((int) -address));
    }
    return MemorySegment.ofAddress(address).reinterpret(size);
  }

  /** The number by which the system knows the ring without looking up the descriptor, or -1. */
  private int registerItself() {
    MemorySegment update = arena.allocate(16, 8);
    update.set(JAVA_INT, 0, -1);
    update.set(JAVA_LONG, 8, descriptor);
    int done = register(REGISTER_RING_FDS, update.address(), 1);
    return done == 1 ? update.get(JAVA_INT, 0) : -1;
  }

  int register(int what, long address, int count) {
    return call(Syscall.IO_URING_REGISTER, descriptor, what, address, count, 0);
  }

  /** A blank submission; the setters below fill it in. */
  long ask(int operation, int flags, int handle, long name) {
    long at = (long) (tail++ & (sqEntries - 1)) * SQE_BYTES;
    sqes.set(JAVA_LONG_UNALIGNED, at, operation | flags << 8 | (long) handle << 32);
    sqes.set(JAVA_LONG_UNALIGNED, at + 8, 0);
    sqes.set(JAVA_LONG_UNALIGNED, at + 16, 0);
    sqes.set(JAVA_LONG_UNALIGNED, at + 24, 0);
    sqes.set(JAVA_LONG_UNALIGNED, at + 32, name);
    sqes.set(JAVA_LONG_UNALIGNED, at + 40, 0);
    sqes.set(JAVA_LONG_UNALIGNED, at + 48, 0);
    sqes.set(JAVA_LONG_UNALIGNED, at + 56, 0);
    return at;
  }

  void priority(long at, int value) {
    sqes.set(JAVA_SHORT, at + 2, (short) value);
  }

  void address(long at, long value) {
    sqes.set(JAVA_LONG_UNALIGNED, at + 16, value);
  }

  void length(long at, int value) {
    sqes.set(JAVA_INT_UNALIGNED, at + 24, value);
  }

  void special(long at, int value) {
    sqes.set(JAVA_INT_UNALIGNED, at + 28, value);
  }

  boolean isFull() {
    return unsubmitted() >= sqEntries - 1;
  }

  boolean isLast(long at) {
    return at == (long) ((tail - 1) & (sqEntries - 1)) * SQE_BYTES;
  }

  void link(long at) {
    sqes.set(JAVA_BYTE, at + 1, (byte) (sqes.get(JAVA_BYTE, at + 1) | LINKED));
  }

  /**
   * Begins what was asked and waits until {@code least} completions are there, for at most so long;
   * for ever where {@code nanos} is negative.
   */
  int enter(int least, long nanos) {
    queues.set(JAVA_INT, sqTail, tail);
    VarHandle.releaseFence();
    int flags = GETEVENTS | EXT_ARG | (registered >= 0 ? REGISTERED_RING : 0);
    long time = 0;
    if (least > 0 && nanos >= 0) {
      timespec.set(JAVA_LONG, 0, nanos / 1_000_000_000);
      timespec.set(JAVA_LONG, 8, nanos % 1_000_000_000);
      time = timespec.address();
    }
    argument.set(JAVA_LONG, 16, time);
    int result =
        Syscall.call(
            errno,
            Syscall.IO_URING_ENTER,
            registered >= 0 ? registered : descriptor,
            tail - queues.get(JAVA_INT, sqHead),
            least,
            flags,
            argument.address(),
            24);
    VarHandle.acquireFence();
    if (unsubmitted() == 0) {
      enters++;
    }
    return result;
  }

  int unsubmitted() {
    return tail - queues.get(JAVA_INT, sqHead);
  }

  /** Changes whenever everything that was asked has been begun. */
  int enters() {
    return enters;
  }

  boolean hasCompletion() {
    return head != queues.get(JAVA_INT, cqTail);
  }

  long name() {
    return queues.get(JAVA_LONG, completion());
  }

  int result() {
    return queues.get(JAVA_INT, completion() + 8);
  }

  int flags() {
    return queues.get(JAVA_INT, completion() + 12);
  }

  void next() {
    head++;
  }

  /** Lets the system use the room of the completions that were read. */
  void release() {
    VarHandle.releaseFence();
    queues.set(JAVA_INT, cqHead, head);
  }

  private long completion() {
    return cqes + (long) (head & cqMask) * CQE_BYTES;
  }

  @Override
  public void close() {
    call(Syscall.MUNMAP, queues.address(), queues.byteSize(), 0, 0, 0);
    call(Syscall.MUNMAP, sqes.address(), sqes.byteSize(), 0, 0, 0);
    call(Syscall.CLOSE, descriptor, 0, 0, 0, 0);
    arena.close();
  }

  private int call(long number, long a, long b, long c, long d, long e) {
    return Syscall.call(errno, number, a, b, c, d, e, 0);
  }
}
