package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Linux by epoll, edge-triggered: one {@code epoll_ctl} in the life of a connection, and none for
 * one that is answered at once. Belongs to the thread that made it.
 */
public final class LinuxKernel implements Kernel {
  private static final int MAX_READY = 256;
  private static final int EVENT_BYTES = Syscall.AARCH64 ? 16 : 12;
  private static final int EVENT_DATA = EVENT_BYTES - 8;

  private static final int SOCK_STREAM = 1;
  private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_ERROR = 4;
  private static final int SO_LINGER = 13;
  private static final int SO_REUSEPORT = 15;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int SHUT_WR = 1;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLLIN = 0x1;
  private static final int EPOLLPRI = 0x2;
  private static final int EPOLLOUT = 0x4;
  private static final int EPOLLERR = 0x8;
  private static final int EPOLLHUP = 0x10;
  private static final int EPOLLRDHUP = 0x2000;
  private static final int EPOLLET = 1 << 31;

  private final Arena arena = Arena.ofConfined();
  private final Arena shared = Arena.ofAuto();
  private final MemorySegment errno = arena.allocate(8, 8);
  private final MemorySegment events = arena.allocate((long) EVENT_BYTES * MAX_READY, 8);
  private final MemorySegment control = arena.allocate(16, 8);
  private final MemorySegment sockaddr = arena.allocate(Sockaddr.MAX, 8);
  private final MemorySegment option = arena.allocate(8, 8);
  private final MemorySegment length = arena.allocate(8, 8);
  private final MemorySegment wakeErrno = shared.allocate(8, 8);
  private final MemorySegment wakeCount = shared.allocate(8, 8);
  private final AtomicInteger wakers = new AtomicInteger();
  private final int epoll;
  private final int eventfd;
  private volatile boolean closed;

  public LinuxKernel() {
    epoll = call(Syscall.EPOLL_CREATE1, 0x80000, 0, 0);
    eventfd = call(Syscall.EVENTFD2, 0, NONBLOCK_CLOEXEC, 0);
    if (epoll < 0 || eventfd < 0) {
      throw new IllegalStateException("no epoll: " + Errno.of(-Math.min(epoll, eventfd)));
    }
    wakeCount.set(JAVA_LONG_UNALIGNED, 0, 1);
    watch(eventfd, 0);
  }

  @Override
  public int listen(SocketAddress address, int backlog, boolean shared) {
    int handle = open(address);
    if (handle < 0) {
      return handle;
    }
    set(handle, SOL_SOCKET, SO_REUSEADDR, 1);
    if (shared) {
      set(handle, SOL_SOCKET, SO_REUSEPORT, 1);
    }
    if (Sockaddr.family(address) == Sockaddr.AF_INET6) {
      set(handle, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    }
    int result = Sockaddr.write(address, sockaddr);
    if (result > 0) {
      result = call(Syscall.BIND, handle, sockaddr.address(), result);
    }
    if (result == 0) {
      result = call(Syscall.LISTEN, handle, backlog, 0);
    }
    if (result < 0) {
      close(handle);
      return result;
    }
    return handle;
  }

  @Override
  public SocketAddress localAddress(int handle) {
    length.set(JAVA_INT_UNALIGNED, 0, Sockaddr.MAX);
    sockaddr.fill((byte) 0);
    call(Syscall.GETSOCKNAME, handle, sockaddr.address(), length.address());
    return Sockaddr.read(sockaddr);
  }

  @Override
  public int accept(int listener) {
    length.set(JAVA_INT_UNALIGNED, 0, Sockaddr.MAX);
    return Syscall.call(
        errno, Syscall.ACCEPT4, listener, sockaddr.address(), length.address(), NONBLOCK_CLOEXEC);
  }

  @Override
  public byte[] acceptedFrom() {
    return Sockaddr.text(sockaddr);
  }

  @Override
  public int open(SocketAddress address) {
    int family = Sockaddr.family(address);
    int handle = call(Syscall.SOCKET, family, SOCK_STREAM | NONBLOCK_CLOEXEC, 0);
    if (handle >= 0 && family != Sockaddr.AF_UNIX) {
      set(handle, IPPROTO_TCP, TCP_NODELAY, 1);
    }
    return handle;
  }

  @Override
  public int connect(int handle, SocketAddress address) {
    int size = Sockaddr.write(address, sockaddr);
    return size < 0 ? size : call(Syscall.CONNECT, handle, sockaddr.address(), size);
  }

  @Override
  public int connectResult(int handle) {
    length.set(JAVA_INT_UNALIGNED, 0, 4);
    int result =
        Syscall.call(
            errno,
            Syscall.GETSOCKOPT,
            handle,
            SOL_SOCKET,
            SO_ERROR,
            option.address(),
            length.address(),
            0);
    return result < 0 ? result : -option.get(JAVA_INT_UNALIGNED, 0);
  }

  @Override
  public int receive(int handle, MemorySegment into, long offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.byteSize());
    return Syscall.call(errno, Syscall.RECVFROM, handle, into.address() + offset, length, 0);
  }

  @Override
  public int send(int handle, MemorySegment from, long offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.byteSize());
    return Syscall.call(
        errno, Syscall.SENDTO, handle, from.address() + offset, length, MSG_NOSIGNAL);
  }

  @Override
  public void shutdownOutput(int handle) {
    call(Syscall.SHUTDOWN, handle, SHUT_WR, 0);
  }

  @Override
  public void close(int handle) {
    call(Syscall.CLOSE, handle, 0, 0);
  }

  @Override
  public void abort(int handle) {
    lingerNot(handle);
    close(handle);
  }

  void lingerNot(int handle) {
    option.set(JAVA_INT_UNALIGNED, 0, 1);
    option.set(JAVA_INT_UNALIGNED, 4, 0);
    Syscall.call(errno, Syscall.SETSOCKOPT, handle, SOL_SOCKET, SO_LINGER, option.address(), 8, 0);
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
      if (readyHandle(i) == eventfd) {
        call(Syscall.READ, eventfd, option.address(), 8);
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
    wakers.incrementAndGet();
    if (!closed) {
      Syscall.call(wakeErrno, Syscall.WRITE, eventfd, wakeCount.address(), 8);
    }
    wakers.decrementAndGet();
  }

  @Override
  public void close() {
    closed = true;
    // a late wake must not write into a descriptor that is somebody else's by now
    while (wakers.get() > 0) {
      Thread.onSpinWait();
    }
    close(eventfd);
    close(epoll);
    arena.close();
  }

  private int call(long number, long a, long b, long c) {
    return Syscall.call(errno, number, a, b, c);
  }

  private void set(int handle, int level, int name, int value) {
    option.set(JAVA_INT_UNALIGNED, 0, value);
    Syscall.call(errno, Syscall.SETSOCKOPT, handle, level, name, option.address(), 4, 0);
  }
}
