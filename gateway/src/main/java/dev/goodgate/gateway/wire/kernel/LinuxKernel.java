package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Linux by epoll, edge-triggered: one {@code epoll_ctl} in the life of a connection, and none for
 * one that is answered at once. Belongs to the thread that made it.
 */
public final class LinuxKernel implements SystemKernel {
  private static final int MAX_READY = 256;
  private static final int EVENT_BYTES = Syscall.AARCH64 ? 16 : 12;
  private static final int EVENT_DATA = EVENT_BYTES - 8;

  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLLIN = 0x1;
  private static final int EPOLLPRI = 0x2;
  private static final int EPOLLOUT = 0x4;
  private static final int EPOLLERR = 0x8;
  private static final int EPOLLHUP = 0x10;
  private static final int EPOLLRDHUP = 0x2000;
  private static final int EPOLLET = 1 << 31;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment errno = arena.allocate(8, 8);
  private final MemorySegment events = arena.allocate((long) EVENT_BYTES * MAX_READY, 8);
  private final MemorySegment control = arena.allocate(16, 8);
  private final Sockets calls = new Sockets(arena);
  private final Waker waker = new Waker(calls);
  private final int epoll;

  public LinuxKernel() {
    epoll = calls.call(Syscall.EPOLL_CREATE1, 0x80000, 0, 0);
    if (epoll < 0) {
      throw new IllegalStateException("no epoll: " + Errno.of(-epoll));
    }
    watch(waker.descriptor(), 0);
  }

  @Override
  public Sockets calls() {
    return calls;
  }

  @Override
  public int receive(int handle, MemorySegment into, long offset, int length) {
    return calls.receive(handle, into, offset, length);
  }

  @Override
  public int send(int handle, MemorySegment from, long offset, int length) {
    return calls.send(handle, from, offset, length);
  }

  @Override
  public void shutdownOutput(int handle) {
    calls.shutdownOutput(handle);
  }

  @Override
  public void close(int handle) {
    calls.close(handle);
  }

  @Override
  public void abort(int handle) {
    calls.lingerNot(handle);
    calls.close(handle);
  }

  @Override
  public int watch(int handle, int token) {
    int changes = EPOLLIN | EPOLLPRI | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    control.set(JAVA_INT_UNALIGNED, 0, changes);
    control.set(JAVA_LONG_UNALIGNED, EVENT_DATA, (long) token << 32 | handle);
    return Syscall.call(errno, Syscall.EPOLL_CTL, epoll, EPOLL_CTL_ADD, handle, control.address());
  }

  @Override
  public int await(long nanos) {
    long millis = nanos < 0 ? -1 : Math.min((nanos + 999_999) / 1_000_000, Integer.MAX_VALUE);
    int count =
        Syscall.call(errno, Syscall.EPOLL_PWAIT, epoll, events.address(), MAX_READY, millis, 0, 8);
    for (int i = 0; i < count; i++) {
      if (readyHandle(i) == waker.descriptor()) {
        calls.drain(waker.descriptor());
      }
    }
    return Math.max(count, 0);
  }

  @Override
  public int readyHandle(int index) {
    return events.get(JAVA_INT_UNALIGNED, (long) index * EVENT_BYTES + EVENT_DATA);
  }

  @Override
  public int readyToken(int index) {
    return events.get(JAVA_INT_UNALIGNED, (long) index * EVENT_BYTES + EVENT_DATA + 4);
  }

  @Override
  public int readiness(int index) {
    int bits = events.get(JAVA_INT_UNALIGNED, (long) index * EVENT_BYTES);
    int readiness = 0;
    if ((bits & EPOLLIN) != 0) {
      readiness |= READABLE;
    }
    if ((bits & EPOLLOUT) != 0) {
      readiness |= WRITABLE;
    }
    if ((bits & EPOLLPRI) != 0) {
      readiness |= READABLE | URGENT;
    }
    if ((bits & EPOLLRDHUP) != 0) {
      readiness |= READABLE | ENDED;
    }
    if ((bits & (EPOLLERR | EPOLLHUP)) != 0) {
      readiness |= READABLE | WRITABLE | BROKEN;
    }
    return readiness;
  }

  @Override
  public void wake() {
    waker.wake();
  }

  @Override
  public void close() {
    waker.close();
    calls.close(epoll);
    arena.close();
  }
}
