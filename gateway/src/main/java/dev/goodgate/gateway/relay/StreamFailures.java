package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.HexFormat;

/**
 * Says what it means that a connection in use has ended or brought nonsense: the one place where
 * this room reads errnos.
 */
final class StreamFailures {
  private static final int SAMPLE = 32;

  private StreamFailures() {}

  /** An endpoint's connection gave {@code result} (END, CUT, a negative errno) instead of bytes. */
  static Failure upstreamEnded(Phase phase, int result) {
    if (result == Duplex.END || result == Duplex.CUT) {
      return Failure.of(phase, Actor.ENDPOINT, Symptom.CLOSED_EARLY);
    }
    Errno errno = Errno.of(-result);
    Detail detail =
        new Detail.SystemError(
            "recv", errno == Errno.OTHER ? "an unknown error" : errno.name(), -result);
    return switch (errno) {
      case ETIMEDOUT -> new Failure(phase, Actor.NETWORK, Symptom.TIMED_OUT, detail);
      case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN ->
          new Failure(phase, Actor.NETWORK, Symptom.UNREACHABLE, detail);
      case ENOMEM, ENOBUFS -> new Failure(phase, Actor.GATEWAY, Symptom.LIMIT_REACHED, detail);
      case ECONNRESET,
          EPIPE,
          ECONNABORTED,
          ENOTCONN,
          ECONNREFUSED,
          EPERM,
          ENOENT,
          EINTR,
          EAGAIN,
          EACCES,
          EINVAL,
          ENFILE,
          EMFILE,
          EPROTO,
          EADDRINUSE,
          EADDRNOTAVAIL,
          EINPROGRESS,
          OTHER ->
          new Failure(phase, Actor.ENDPOINT, Symptom.RESET, detail);
    };
  }

  /** A body ended before it was whole. */
  static Failure truncated(Body body, int result) {
    Failure ended = upstreamEnded(Phase.STREAM_BODY, result);
    if (body.endsWithConnection()) {
      return ended; // it had no end to miss: all that is known is the break
    }
    return new Failure(
        ended.phase(),
        ended.actor(),
        ended.symptom(),
        new Detail.Truncated(body.length(), body.seen()));
  }

  static Failure malformed(Phase phase, Actor actor, Defect defect, byte[] bytes, int length) {
    int count = Math.min(length, SAMPLE);
    String sample = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, count);
    return new Failure(phase, actor, Symptom.MALFORMED, new Detail.Wrong(defect, sample));
  }

  /** What an answer that is not HTTP/1 begins like. */
  static Defect recognise(Defect defect, byte[] bytes, int length) {
    if (length >= 2 && bytes[0] >= 0x14 && bytes[0] <= 0x17 && bytes[1] == 3) {
      return Defect.TLS_RECORD;
    }
    // the server's preface, a SETTINGS frame (RFC 9113 3.4), or a GOAWAY for want of the client's
    if (length >= 4 && bytes[0] == 0 && bytes[1] == 0 && (bytes[3] == 4 || bytes[3] == 7)) {
      return Defect.HTTP2_FRAME;
    }
    // version 1, a kind that applications send, of request 1 or of none (FastCGI 3.3)
    boolean answers = length >= 4 && (bytes[1] == 3 || (bytes[1] >= 6 && bytes[1] <= 11));
    return answers && bytes[0] == 1 && bytes[2] == 0 && bytes[3] <= 1
        ? Defect.FASTCGI_RECORD
        : defect;
  }
}
