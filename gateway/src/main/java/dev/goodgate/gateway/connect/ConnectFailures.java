package dev.goodgate.gateway.connect;

import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** Says what a failed connect means: the one place where this room reads errnos. */
final class ConnectFailures {
  private ConnectFailures() {}

  static Failure of(int negativeErrno, SocketAddress address) {
    Errno errno = Errno.of(-negativeErrno);
    Detail detail = new Detail.SystemError("connect", name(errno), -negativeErrno);
    return switch (errno) {
      case ECONNREFUSED -> new Failure(Phase.CONNECT, Actor.ENDPOINT, Symptom.REFUSED, detail);
      case ECONNRESET, ECONNABORTED, EPIPE, ENOTCONN ->
          new Failure(Phase.CONNECT, Actor.ENDPOINT, Symptom.RESET, detail);
      case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN ->
          new Failure(Phase.CONNECT, Actor.NETWORK, Symptom.UNREACHABLE, detail);
      case ETIMEDOUT -> new Failure(Phase.CONNECT, Actor.NETWORK, Symptom.TIMED_OUT, detail);
      case ENOENT, EACCES, EPERM ->
          new Failure(Phase.CONNECT, Actor.GATEWAY, Symptom.DENIED, detail);
      case EAGAIN ->
          address instanceof UnixDomainSocketAddress
              ? new Failure(Phase.CONNECT, Actor.ENDPOINT, Symptom.DENIED, detail)
              : new Failure(Phase.CONNECT, Actor.GATEWAY, Symptom.LIMIT_REACHED, detail);
      case EADDRNOTAVAIL, EADDRINUSE ->
          new Failure(Phase.CONNECT, Actor.GATEWAY, Symptom.LIMIT_REACHED, detail);
      case EMFILE, ENFILE, ENOBUFS, ENOMEM ->
          new Failure(Phase.BIND, Actor.GATEWAY, Symptom.LIMIT_REACHED, detail);
      case EINTR, EINVAL, EPROTO, EINPROGRESS, OTHER ->
          new Failure(Phase.CONNECT, Actor.GATEWAY, Symptom.INTERNAL, detail);
    };
  }

  private static String name(Errno errno) {
    return errno == Errno.OTHER ? "an unknown error" : errno.name();
  }
}
