package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/** A descriptor that becomes readable when any thread wants it to. */
final class Waker {
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment errno = arena.allocate(8, 8);
  private final MemorySegment count = arena.allocate(8, 8);
  private final AtomicInteger wakers = new AtomicInteger();
  private final Sockets calls;
  private final int eventfd;
  private volatile boolean closed;

  Waker(Sockets calls) {
    this.calls = calls;
    eventfd = calls.call(Syscall.EVENTFD2, 0, Sockets.NONBLOCK_CLOEXEC, 0);
    if (eventfd < 0) {
      throw new IllegalStateException("no eventfd: " + Errno.of(-eventfd));
    }
    count.set(JAVA_LONG_UNALIGNED, 0, 1);
  }

  int descriptor() {
    return eventfd;
  }

  void wake() {
    wakers.incrementAndGet();
    if (!closed) {
      Syscall.call(errno, Syscall.WRITE, eventfd, count.address(), 8);
    }
    wakers.decrementAndGet();
  }

  void close() {
    closed = true;
    // a late wake must not write into a descriptor that is somebody else's by now
    while (wakers.get() > 0) {
      Thread.onSpinWait();
    }
    calls.close(eventfd);
  }
}
