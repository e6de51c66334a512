package dev.goodgate.gateway.wire.kernel;

import static java.util.Map.entry;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;

/**
 * Turns what Java's channels throw back into errnos. The JDK hands on the system's words for them;
 * where these are not known, as in another language, the exception's type says the most of it.
 */
final class NioErrors {
  private static final Map<String, Errno> WORDS =
      Map.ofEntries(
          entry("operation not permitted", Errno.EPERM),
          entry("no such file or directory", Errno.ENOENT),
          entry("resource temporarily unavailable", Errno.EAGAIN),
          entry("cannot allocate memory", Errno.ENOMEM),
          entry("permission denied", Errno.EACCES),
          entry("invalid argument", Errno.EINVAL),
          entry("unix domain path too long", Errno.EINVAL),
          entry("too many open files in system", Errno.ENFILE),
          entry("too many open files", Errno.EMFILE),
          entry("broken pipe", Errno.EPIPE),
          entry("protocol error", Errno.EPROTO),
          entry("address already in use", Errno.EADDRINUSE),
          entry("cannot assign requested address", Errno.EADDRNOTAVAIL),
          entry("can't assign requested address", Errno.EADDRNOTAVAIL),
          entry("network is down", Errno.ENETDOWN),
          entry("network is unreachable", Errno.ENETUNREACH),
          entry("software caused connection abort", Errno.ECONNABORTED),
          entry("connection reset by peer", Errno.ECONNRESET),
          entry("connection reset", Errno.ECONNRESET),
          entry("no buffer space available", Errno.ENOBUFS),
          entry("transport endpoint is not connected", Errno.ENOTCONN),
          entry("socket is not connected", Errno.ENOTCONN),
          entry("connection timed out", Errno.ETIMEDOUT),
          entry("operation timed out", Errno.ETIMEDOUT),
          entry("connection refused", Errno.ECONNREFUSED),
          entry("host is down", Errno.EHOSTDOWN),
          entry("no route to host", Errno.EHOSTUNREACH));

  private NioErrors() {}

  /** The errno with its sign turned; {@code usual} where nothing can be made of it. */
  static int errno(Exception thrown, Errno usual) {
    return -of(thrown, usual).number();
  }

  private static Errno of(Exception thrown, Errno usual) {
    String words = String.valueOf(thrown.getMessage()).toLowerCase(java.util.Locale.ROOT);
    Errno known = WORDS.get(words);
    if (known != null) {
      return known;
    }
    return switch (thrown) {
      case UnresolvedAddressException _ -> Errno.EINVAL;
      case NotYetConnectedException _ -> Errno.ENOTCONN;
      case NoRouteToHostException _ -> Errno.EHOSTUNREACH;
      case BindException _ -> Errno.EADDRINUSE;
      case ConnectException _ -> Errno.ECONNREFUSED;
      case IOException _ -> usual;
      default -> Errno.EINVAL;
    };
  }
}
