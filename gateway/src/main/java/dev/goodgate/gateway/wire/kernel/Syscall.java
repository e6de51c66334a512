package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The one native call of the gateway: libc's {@code syscall}. One function of one shape is linked,
 * because linking is most of what a JVM adds to our start; the numbers below are the only thing
 * that differs between processors.
 */
final class Syscall {
  static final boolean AARCH64 = System.getProperty("os.arch").equals("aarch64");

  static final long WRITE = AARCH64 ? 64 : 1;
  static final long READ = AARCH64 ? 63 : 0;
  static final long IOCTL = AARCH64 ? 29 : 16;
  static final long CLOSE = AARCH64 ? 57 : 3;
  static final long SOCKET = AARCH64 ? 198 : 41;
  static final long CONNECT = AARCH64 ? 203 : 42;
  static final long SENDTO = AARCH64 ? 206 : 44;
  static final long RECVFROM = AARCH64 ? 207 : 45;
  static final long SHUTDOWN = AARCH64 ? 210 : 48;
  static final long BIND = AARCH64 ? 200 : 49;
  static final long LISTEN = AARCH64 ? 201 : 50;
  static final long GETSOCKNAME = AARCH64 ? 204 : 51;
  static final long SETSOCKOPT = AARCH64 ? 208 : 54;
  static final long GETSOCKOPT = AARCH64 ? 209 : 55;
  static final long EPOLL_CTL = AARCH64 ? 21 : 233;
  static final long EPOLL_PWAIT = AARCH64 ? 22 : 281;
  static final long ACCEPT4 = AARCH64 ? 242 : 288;
  static final long EVENTFD2 = AARCH64 ? 19 : 290;
  static final long EPOLL_CREATE1 = AARCH64 ? 20 : 291;
  static final long MMAP = AARCH64 ? 222 : 9;
  static final long MUNMAP = AARCH64 ? 215 : 11;
  static final long IO_URING_SETUP = 425;
  static final long IO_URING_ENTER = 426;
  static final long IO_URING_REGISTER = 427;

  private static final MethodHandle CALL = link();

  private Syscall() {}

  /** Whether the numbers above are this machine's. */
  static boolean isHere() {
    return System.getProperty("os.name").equals("Linux")
        && (AARCH64 || System.getProperty("os.arch").equals("amd64"));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find("syscall").orElseThrow(),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.firstVariadicArg(1),
        Linker.Option.captureCallState("errno"));
  }

  /** The result, or the errno with its sign turned. {@code errno} is four bytes to put it in. */
  static int call(MemorySegment errno, long number, long a, long b, long c) {
    return call(errno, number, a, b, c, 0, 0, 0);
  }

  static int call(MemorySegment errno, long number, long a, long b, long c, long d) {
    return call(errno, number, a, b, c, d, 0, 0);
  }

  static int call(
      MemorySegment errno, long number, long a, long b, long c, long d, long e, long f) {
    return (int) address(errno, number, a, b, c, d, e, f);
  }

  /** A call whose result is an address. */
  static long address(
      MemorySegment errno, long number, long a, long b, long c, long d, long e, long f) {
    long result;
    try {
      result = (long) CALL.invokeExact(errno, number, a, b, c, d, e, f);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
    return result < 0 ? -errno.get(JAVA_INT, 0) : result;
  }
}
