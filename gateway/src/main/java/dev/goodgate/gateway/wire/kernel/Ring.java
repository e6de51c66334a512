package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The two queues of an io_uring: what is asked of the system, and what has become of it. Nothing is
 * begun before {@link #enter}, and whatever the system does for the ring it does inside that call,
 * on the thread that made it (SINGLE_ISSUER, DEFER_TASKRUN: Linux 6.1).
 */
final class Ring implements AutoCloseable {
  static final int POLL_ADD = 6;
  static final int TIMEOUT = 11;
  static final int CLOSE = 19;
  static final int SEND = 26;
  static final int RECV = 27;

  /** With what is asked: the system chooses the memory. */
  static final int CHOOSES_BUFFER = 1 << 5;

  /** Only a failure completes. */
  static final int SILENT = 1 << 6;

  /** With a completion: it has filled a buffer. */
  static final int HAS_BUFFER = 1;

  /** It is not the last. */
  static final int HAS_MORE = 2;

  static final int CANCELLED = -125;

  private static final int ASYNC_CANCEL = 14;
  private static final int CQSIZE = 1 << 3;
  private static final int SUBMIT_ALL = 1 << 7;
  private static final int SINGLE_ISSUER = 1 << 12;
  private static final int DEFER_TASKRUN = 1 << 13;
  private static final int GETEVENTS = 1;
  private static final int EXT_ARG = 1 << 3;
  private static final int REGISTERED_RING = 1 << 4;
  private static final int REGISTER_RING_FDS = 20;
  private static final int PARAMS_BYTES = 120;
  private static final int ARGUMENT_BYTES = 24;
  private static final int SQE_BYTES = 64;
  private static final int CQE_BYTES = 16;
  private static final long SQES = 0x1000_0000L;
  private static final int READ_WRITE = 3;
  private static final int SHARED_POPULATE = 0x8001;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment errno = arena.allocate(8, 8);
  private final MemorySegment argument = arena.allocate(ARGUMENT_BYTES, 8);
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

  /** {@code entries} is a power of two. */
  Ring(int entries) {
    MemorySegment params = arena.allocate(PARAMS_BYTES, 8);
    descriptor = setUp(params, entries);
    if (descriptor < 0) {
      arena.close();
      throw new IllegalStateException("no io_uring: " + Errno.of(-descriptor));
    }
    sqEntries = params.get(JAVA_INT, 0);
    int cqEntries = params.get(JAVA_INT, 4);
    sqHead = params.get(JAVA_INT, 40);
    sqTail = params.get(JAVA_INT, 44);
    long array = params.get(JAVA_INT, 64);
    cqHead = params.get(JAVA_INT, 80);
    cqTail = params.get(JAVA_INT, 84);
    cqes = params.get(JAVA_INT, 100);
    cqMask = cqEntries - 1;
    queues = map(Math.max(array + sqEntries * 4L, cqes + (long) cqEntries * CQE_BYTES), 0);
    sqes = map((long) sqEntries * SQE_BYTES, SQES);
    for (int i = 0; i < sqEntries; i++) {
      queues.set(JAVA_INT, array + i * 4L, i);
    }
    registered = registerItself();
  }

  /** Whether this machine lets us have one: many containers do not. */
  static boolean isHere() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(8, 8);
      MemorySegment params = arena.allocate(PARAMS_BYTES, 8);
      int flags = CQSIZE | SUBMIT_ALL | SINGLE_ISSUER | DEFER_TASKRUN;
      params.set(JAVA_INT, 4, 16);
      params.set(JAVA_INT, 8, flags);
      int tried = Syscall.call(errno, Syscall.IO_URING_SETUP, 8, params.address(), 0);
      return tried >= 0 && Syscall.call(errno, Syscall.CLOSE, tried, 0, 0) == 0;
    }
  }

  private int setUp(MemorySegment params, int entries) {
    params.set(JAVA_INT, 4, entries * 4);
    params.set(JAVA_INT, 8, CQSIZE | SUBMIT_ALL | SINGLE_ISSUER | DEFER_TASKRUN);
    return Syscall.call(errno, Syscall.IO_URING_SETUP, entries, params.address(), 0);
  }

  @SuppressWarnings("restricted")
  private MemorySegment map(long size, long offset) {
    long address =
        Syscall.address(
            errno, Syscall.MMAP, 0, size, READ_WRITE, SHARED_POPULATE, descriptor, offset);
    if (address < 0) {
      throw new IllegalStateException("no memory for io_uring: " + Errno.of((int) -address));
    }
    return MemorySegment.ofAddress(address).reinterpret(size);
  }

  /** The number by which the system finds the ring without its table of descriptors, or -1. */
  private int registerItself() {
    MemorySegment update = arena.allocate(16, 8);
    update.set(JAVA_INT, 0, -1);
    update.set(JAVA_LONG, 8, descriptor);
    return register(REGISTER_RING_FDS, update.address(), 1) == 1 ? update.get(JAVA_INT, 0) : -1;
  }

  int register(int what, long address, int count) {
    return Syscall.call(errno, Syscall.IO_URING_REGISTER, descriptor, what, address, count);
  }

  /**
   * Asks; its completion will have that name. The setters below say the rest. Where there is no
   * room it begins what was asked before.
   */
  long ask(int operation, int flags, int handle, long name) {
    if (unbegun() == sqEntries) {
      enter(false, 0);
    }
    long at = (long) (tail++ & (sqEntries - 1)) * SQE_BYTES;
    sqes.set(JAVA_LONG, at, operation | flags << 8 | (long) handle << 32);
    sqes.set(JAVA_LONG, at + 8, 0);
    sqes.set(JAVA_LONG, at + 16, 0);
    sqes.set(JAVA_LONG, at + 24, 0);
    sqes.set(JAVA_LONG, at + 32, name);
    sqes.set(JAVA_LONG, at + 40, 0);
    sqes.set(JAVA_LONG, at + 48, 0);
    sqes.set(JAVA_LONG, at + 56, 0);
    return at;
  }

  /** Ends what has that name, a poll too: POLL_REMOVE would leave alone one that is just waking. */
  void cancel(long name) {
    target(ask(ASYNC_CANCEL, SILENT, -1, RingSocket.NOBODY), name);
  }

  void manner(long at, int bits) {
    sqes.set(JAVA_SHORT, at + 2, (short) bits);
  }

  void target(long at, long address) {
    sqes.set(JAVA_LONG, at + 16, address);
  }

  void length(long at, int length) {
    sqes.set(JAVA_INT, at + 24, length);
  }

  void detail(long at, int bits) {
    sqes.set(JAVA_INT, at + 28, bits);
  }

  /**
   * Begins what was asked and, if {@code waits}, waits for a completion: at most that long, for
   * ever where {@code nanos} is negative.
   */
  void enter(boolean waits, long nanos) {
    queues.set(JAVA_INT, sqTail, tail);
    VarHandle.releaseFence();
    boolean timed = waits && nanos >= 0;
    if (timed) {
      timespec.set(JAVA_LONG, 0, nanos / 1_000_000_000);
      timespec.set(JAVA_LONG, 8, nanos % 1_000_000_000);
    }
    argument.set(JAVA_LONG, 16, timed ? timespec.address() : 0);
    int flags = GETEVENTS | EXT_ARG | (registered < 0 ? 0 : REGISTERED_RING);
    int _ =
        Syscall.call(
            errno,
            Syscall.IO_URING_ENTER,
            registered < 0 ? descriptor : registered,
            unbegun(),
            waits ? 1 : 0,
            flags,
            argument.address(),
            ARGUMENT_BYTES);
    VarHandle.acquireFence();
  }

  /** How much was asked and has not begun, which an {@link #enter} short of memory may leave. */
  int unbegun() {
    return tail - queues.get(JAVA_INT, sqHead);
  }

  boolean hasCompletion() {
    return head != queues.get(JAVA_INT, cqTail);
  }

  /** Of the first completion, as are the two below. */
  long name() {
    return queues.get(JAVA_LONG, completion());
  }

  int result() {
    return queues.get(JAVA_INT, completion() + 8);
  }

  int flags() {
    return queues.get(JAVA_INT, completion() + 12);
  }

  /** Turns to the next completion. */
  void next() {
    head++;
  }

  /** Lets the system use the room of those that were read. */
  void release() {
    VarHandle.releaseFence();
    queues.set(JAVA_INT, cqHead, head);
  }

  private long completion() {
    return cqes + (long) (head & cqMask) * CQE_BYTES;
  }

  @Override
  public void close() {
    Syscall.call(errno, Syscall.MUNMAP, sqes.address(), sqes.byteSize(), 0);
    Syscall.call(errno, Syscall.MUNMAP, queues.address(), queues.byteSize(), 0);
    Syscall.call(errno, Syscall.CLOSE, descriptor, 0, 0);
    arena.close();
  }
}
