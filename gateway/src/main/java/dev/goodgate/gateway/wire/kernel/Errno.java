package dev.goodgate.gateway.wire.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The errors of system calls that we tell apart, with Linux's numbers (the same on x86-64 and
 * aarch64).
 */
public enum Errno {
  EPERM(1),
  ENOENT(2),
  EINTR(4),
  EAGAIN(11),
  ENOMEM(12),
  EACCES(13),
  EINVAL(22),
  ENFILE(23),
  EMFILE(24),
  EPIPE(32),
  EPROTO(71),
  EADDRINUSE(98),
  EADDRNOTAVAIL(99),
  ENETDOWN(100),
  ENETUNREACH(101),
  ECONNABORTED(103),
  ECONNRESET(104),
  ENOBUFS(105),
  ENOTCONN(107),
  ETIMEDOUT(110),
  ECONNREFUSED(111),
  EHOSTDOWN(112),
  EHOSTUNREACH(113),
  EINPROGRESS(115),
  /** Any other number. */
  OTHER(-1);

  private static final @Nullable Errno[] BY_NUMBER = index();

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  public static Errno of(int number) {
    Errno known = number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    return known == null ? OTHER : known;
  }

  public int number() {
    return number;
  }

  private static @Nullable Errno[] index() {
    @Nullable Errno[] byNumber = new Errno[128];
    for (Errno errno : values()) {
      if (errno.number > 0) {
        byNumber[errno.number] = errno;
      }
    }
    return byNumber;
  }
}
