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
    return address instanceof UnixDomainSocketAddress
        ? path(-negativeErrno)
        : network(-negativeErrno);
  }

  private static Failure network(int number) {
    Errno errno = Errno.of(number);
    Detail detail = new Detail.SystemError("connect", name(errno), number);
    return switch (errno) {
      case ECONNREFUSED -> new Failure(Phase.CONNECT, Actor.ENDPOINT, Symptom.REFUSED, detail);
      case ECONNRESET, ECONNABORTED, EPIPE, ENOTCONN ->
          new Failure(Phase.CONNECT, Actor.ENDPOINT, Symptom.RESET, detail);
      // EINVAL: a black-hole route (ip-route(8)), or a link-local address without its link
      case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EINVAL ->
          new Failure(Phase.CONNECT, Actor.NETWORK, Symptom.UNREACHABLE, detail);
      case ETIMEDOUT -> new Failure(Phase.CONNECT, Actor.NETWORK, Symptom.TIMED_OUT, detail);
      case EACCES, EPERM -> new Failure(Phase.CONNECT, Actor.GATEWAY, Symptom.DENIED, detail);
      case EAGAIN, EADDRNOTAVAIL, EADDRINUSE ->
          new Failure(Phase.CONNECT, Actor.GATEWAY, Symptom.LIMIT_REACHED, detail);
      case EMFILE, ENFILE, ENOBUFS, ENOMEM ->
          new Failure(Phase.BIND, Actor.GATEWAY, Symptom.LIMIT_REACHED, detail);
      case EINTR, ENOENT, EPROTO, EINPROGRESS, OTHER ->
          new Failure(Phase.CONNECT, Actor.GATEWAY, Symptom.INTERNAL, detail);
    };
  }

  /** unix(7): what is wrong with the path has no constant here, and its number in the detail. */
  private static Failure path(int number) {
    Errno errno = Errno.of(number);
    Detail detail = new Detail.SystemError(Detail.SystemError.CONNECT_TO_PATH, name(errno), number);
    return switch (errno) {
      case ECONNREFUSED -> new Failure(Phase.CONNECT, Actor.ENDPOINT, Symptom.REFUSED, detail);
      case EAGAIN -> new Failure(Phase.CONNECT, Actor.ENDPOINT, Symptom.DENIED, detail);
      case EMFILE, ENFILE, ENOBUFS, ENOMEM ->
          new Failure(Phase.BIND, Actor.GATEWAY, Symptom.LIMIT_REACHED, detail);
      case EPERM,
          ENOENT,
          EINTR,
          EACCES,
          EINVAL,
          EPIPE,
          EPROTO,
          EADDRINUSE,
          EADDRNOTAVAIL,
          ENETDOWN,
          ENETUNREACH,
          ECONNABORTED,
          ECONNRESET,
          ENOTCONN,
          ETIMEDOUT,
          EHOSTDOWN,
          EHOSTUNREACH,
          EINPROGRESS,
          OTHER ->
          new Failure(Phase.CONNECT, Actor.GATEWAY, Symptom.DENIED, detail);
    };
  }

  private static String name(Errno errno) {
    return errno == Errno.OTHER ? "an unknown error" : errno.name();
  }
}
