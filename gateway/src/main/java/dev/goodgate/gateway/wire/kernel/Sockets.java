package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.util.Objects;

/** The calls on sockets themselves, which every way of waiting for them needs. */
final class Sockets {
  static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;

  private static final int SOCK_STREAM = 1;
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
  private static final int SIOCOUTQ = 0x5411;

  private final MemorySegment errno;
  private final MemorySegment sockaddr;
  private final MemorySegment option;
  private final MemorySegment length;

  Sockets(Arena arena) {
    errno = arena.allocate(8, 8);
    sockaddr = arena.allocate(Sockaddr.MAX, 8);
    option = arena.allocate(8, 8);
    length = arena.allocate(8, 8);
  }

  int listen(SocketAddress address, int backlog, boolean shared) {
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

  SocketAddress localAddress(int handle) {
    length.set(JAVA_INT_UNALIGNED, 0, Sockaddr.MAX);
    sockaddr.fill((byte) 0);
    call(Syscall.GETSOCKNAME, handle, sockaddr.address(), length.address());
    return Sockaddr.read(sockaddr);
  }

  int accept(int listener) {
    length.set(JAVA_INT_UNALIGNED, 0, Sockaddr.MAX);
    return Syscall.call(
        errno, Syscall.ACCEPT4, listener, sockaddr.address(), length.address(), NONBLOCK_CLOEXEC);
  }

  byte[] acceptedFrom() {
    return Sockaddr.text(sockaddr);
  }

  int acceptedPort() {
    return Sockaddr.port(sockaddr);
  }

  int open(SocketAddress address) {
    int family = Sockaddr.family(address);
    int handle = call(Syscall.SOCKET, family, SOCK_STREAM | NONBLOCK_CLOEXEC, 0);
    if (handle >= 0 && family != Sockaddr.AF_UNIX) {
      set(handle, IPPROTO_TCP, TCP_NODELAY, 1);
    }
    return handle;
  }

  int connect(int handle, SocketAddress address) {
    int size = Sockaddr.write(address, sockaddr);
    return size < 0 ? size : call(Syscall.CONNECT, handle, sockaddr.address(), size);
  }

  int connectResult(int handle) {
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

  int receive(int handle, MemorySegment into, long offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.byteSize());
    return Syscall.call(errno, Syscall.RECVFROM, handle, into.address() + offset, length, 0);
  }

  int send(int handle, MemorySegment from, long offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.byteSize());
    return Syscall.call(
        errno, Syscall.SENDTO, handle, from.address() + offset, length, MSG_NOSIGNAL);
  }

  int unsent(int handle) {
    int result = call(Syscall.IOCTL, handle, SIOCOUTQ, option.address());
    return result < 0 ? -1 : option.get(JAVA_INT_UNALIGNED, 0);
  }

  void shutdownOutput(int handle) {
    call(Syscall.SHUTDOWN, handle, SHUT_WR, 0);
  }

  void close(int handle) {
    call(Syscall.CLOSE, handle, 0, 0);
  }

  /** From now on a close is seen as a reset. */
  void lingerNot(int handle) {
    option.set(JAVA_INT_UNALIGNED, 0, 1);
    option.set(JAVA_INT_UNALIGNED, 4, 0);
    Syscall.call(errno, Syscall.SETSOCKOPT, handle, SOL_SOCKET, SO_LINGER, option.address(), 8, 0);
  }

  void drain(int eventfd) {
    call(Syscall.READ, eventfd, option.address(), 8);
  }

  int call(long number, long a, long b, long c) {
    return Syscall.call(errno, number, a, b, c);
  }

  private void set(int handle, int level, int name, int value) {
    option.set(JAVA_INT_UNALIGNED, 0, value);
    Syscall.call(errno, Syscall.SETSOCKOPT, handle, level, name, option.address(), 4, 0);
  }
}
