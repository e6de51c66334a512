package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Linux's {@code struct sockaddr} of the three families that we speak. */
final class Sockaddr {
  static final int MAX = 128;
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  private static final int MAX_UNIX_PATH = 107;

  private Sockaddr() {}

  static int family(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      return inet.getAddress() instanceof Inet4Address ? AF_INET : AF_INET6;
    }
    return AF_UNIX;
  }

  /** Writes the address; returns its length, or -EINVAL where it has no such form. */
  static int write(SocketAddress address, MemorySegment to) {
    to.fill((byte) 0);
    to.set(JAVA_SHORT_UNALIGNED, 0, (short) family(address));
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      byte[] number = inet.getAddress().getAddress();
      to.set(JAVA_BYTE, 2, (byte) (inet.getPort() >> 8));
      to.set(JAVA_BYTE, 3, (byte) inet.getPort());
      MemorySegment.copy(number, 0, to, JAVA_BYTE, number.length == 4 ? 4 : 8, number.length);
      if (inet.getAddress() instanceof Inet6Address six) {
        to.set(JAVA_INT_UNALIGNED, 24, six.getScopeId());
      }
      return number.length == 4 ? 16 : 28;
    }
    if (address instanceof UnixDomainSocketAddress unix) {
      byte[] path = unix.getPath().toString().getBytes(StandardCharsets.UTF_8);
      if (path.length <= MAX_UNIX_PATH) {
        MemorySegment.copy(path, 0, to, JAVA_BYTE, 2, path.length);
        return 2 + path.length + 1;
      }
    }
    return -Errno.EINVAL.number();
  }

  static SocketAddress read(MemorySegment from) {
    InetAddress number = number(from);
    return number == null
        ? UnixDomainSocketAddress.of("")
        : new InetSocketAddress(number, port(from));
  }

  /** 0 for a unix socket. */
  static int port(MemorySegment from) {
    return from.get(JAVA_SHORT_UNALIGNED, 0) == AF_UNIX
        ? 0
        : ((from.get(JAVA_BYTE, 2) & 0xff) << 8) | (from.get(JAVA_BYTE, 3) & 0xff);
  }

  /** The address without its port, as text; empty for a unix socket. */
  static byte[] text(MemorySegment from) {
    InetAddress number = number(from);
    return number == null
        ? new byte[0]
        : number.getHostAddress().getBytes(StandardCharsets.US_ASCII);
  }

  private static @Nullable InetAddress number(MemorySegment from) {
    int family = from.get(JAVA_SHORT_UNALIGNED, 0);
    if (family != AF_INET && family != AF_INET6) {
      return null;
    }
    byte[] number = new byte[family == AF_INET ? 4 : 16];
    MemorySegment.copy(from, JAVA_BYTE, family == AF_INET ? 4 : 8, number, 0, number.length);
    try {
      return InetAddress.getByAddress(number);
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
