package dev.goodgate.gateway.reply;

import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;

/**
 * The one table from a failure to what the client is told. No other code chooses a status. {@code
 * reused} tells whether the connection had served before, which is what separates a keep-alive race
 * from a crash.
 */
public final class ReplyTable {
  private ReplyTable() {}

  public static Answer of(Failure failure, boolean reused) {
    return switch (failure.symptom()) {
      case UNAVAILABLE -> answer(404, "destination_not_found", "route-not-found");
      case CAME_ROUND -> answer(502, "proxy_loop_detected", "proxy-loop");
      case DRAINING -> answer(503, "proxy_internal_response", "maintenance-mode");
      case INTERNAL -> internal(failure.detail());
      case UNRESOLVED -> unresolved(failure.detail());
      case REFUSED -> refused(failure);
      case UNREACHABLE -> unreachable(failure.detail());
      case DENIED ->
          failure.actor() == Actor.CLIENT
              ? answer(403, "http_request_denied", "request-denied")
              : denied(failure.detail());
      case RESET, CLOSED_EARLY -> closed(failure, reused);
      case TIMED_OUT -> timedOut(failure);
      case MALFORMED -> malformed(failure);
      case TOO_LARGE -> tooLarge(failure);
      case LIMIT_REACHED -> limitReached(failure.detail());
      case CERTIFICATE_REJECTED, HANDSHAKE_REJECTED -> handshake(failure);
    };
  }

  /**
   * Whether an endpoint has cancelled a call of gRPC. Its client is told just that, in the words of
   * HTTP/2: any status would be taken for something else, where a cancelled call whose deadline is
   * over is known for what it is. {@code contentType} is the request's.
   */
  public static boolean isCancelledCall(Failure failure, String contentType) {
    return failure.detail() instanceof Detail.GivenUp(String frame, String code, _)
        && frame.equals("RST_STREAM")
        && code.equals("CANCEL")
        && contentType.matches("(?i)application/grpc([+;].*)?");
  }

  private static Answer internal(Detail detail) {
    boolean file =
        detail instanceof Detail.SystemError(String call, _, _)
            && call.equals(Detail.SystemError.TEMPORARY_FILE);
    return answer(
        500, "proxy_internal_error", file ? "gateway-buffering-failed" : "gateway-internal-error");
  }

  private static Answer handshake(Failure failure) {
    if (failure.actor() == Actor.CLIENT) {
      return answer(400, "http_request_error", "request-denied");
    }
    if (failure.symptom() == Symptom.CERTIFICATE_REJECTED) {
      return answer(502, "tls_certificate_error", HandshakeAnswers.causeOfFlaw(failure.detail()));
    }
    boolean said = failure.detail() instanceof Detail.Alert;
    return answer(
        502,
        said ? "tls_alert_received" : "tls_protocol_error",
        HandshakeAnswers.causeOfAlert(failure.detail()));
  }

  /** A connection; or a request, by an endpoint that has no room for it and has begun nothing. */
  private static Answer refused(Failure failure) {
    if (failure.phase().endpointMayHaveActed()) {
      return answer(503, "destination_unavailable", "upstream-self-503");
    }
    String cause = isPath(failure.detail()) ? "unix-socket-stale" : "conn-refused";
    return answer(502, "connection_refused", cause);
  }

  private static Answer unresolved(Detail detail) {
    String said = detail instanceof Detail.Lookup(_, String answer) ? answer : "";
    return switch (said) {
      case "no such name" -> answer(502, "dns_error", "dns-nxdomain");
      case "no address" -> answer(502, "dns_error", "dns-no-address");
      case "no answer" -> answer(504, "dns_timeout", "dns-timeout");
      default -> answer(502, "dns_error", "dns-servfail");
    };
  }

  /** A firewall may say what a machine that is gone says: its neighbour in the catalogue. */
  private static Answer unreachable(Detail detail) {
    return switch (systemError(detail)) {
      case "EHOSTUNREACH", "EHOSTDOWN" -> answer(502, "destination_ip_unroutable", "host-down");
      default -> answer(502, "destination_ip_unroutable", "no-route");
    };
  }

  private static Answer denied(Detail detail) {
    if (!isPath(detail)) {
      return answer(502, "connection_refused", "mac-policy-denied");
    }
    return switch (systemError(detail)) {
      case "EACCES", "EPERM" -> answer(502, "connection_refused", "unix-socket-permission");
      case "EAGAIN" -> answer(503, "connection_limit_reached", "unix-socket-backlog-full");
      default -> answer(502, "connection_refused", "unix-socket-missing");
    };
  }

  private static boolean isPath(Detail detail) {
    return detail instanceof Detail.SystemError(String call, _, _)
        && call.equals(Detail.SystemError.CONNECT_TO_PATH);
  }

  private static Answer closed(Failure failure, boolean reused) {
    if (failure.detail() instanceof Detail.GivenUp(String frame, String code, _)) {
      return Http2Answers.of(frame, code);
    }
    if (failure.actor() == Actor.CLIENT) {
      return new Answer(502, null, CauseId.of("client-closed"));
    }
    boolean reset = failure.symptom() == Symptom.RESET;
    return switch (failure.phase()) {
      case SELECT, RESOLVE, BIND, CONNECT, PROXY_PREFACE ->
          answer(502, "connection_terminated", "reset-on-accept");
      case TLS -> answer(502, "tls_protocol_error", HandshakeAnswers.ENDED);
      case WRITE_REQUEST ->
          answer(
              502, "connection_terminated", reused ? "keepalive-race" : "early-close-during-body");
      case WAIT_FIRST_BYTE -> {
        String fresh = reset ? "reset-before-response" : "eof-before-response";
        yield answer(502, "connection_terminated", reused ? "keepalive-race" : fresh);
      }
      case PARSE_HEAD -> answer(502, "http_response_incomplete", "eof-in-headers");
      case STREAM_BODY, UPGRADE ->
          answer(502, "http_response_incomplete", truncated(failure.detail()));
      case DELIVER -> new Answer(502, null, CauseId.of("client-closed"));
    };
  }

  private static String truncated(Detail detail) {
    if (detail instanceof Detail.Truncated(long expected, _)) {
      return expected >= 0 ? "truncated-content-length" : "truncated-chunked";
    }
    return "truncated-no-length";
  }

  private static Answer timedOut(Failure failure) {
    if (failure.actor() == Actor.CLIENT) {
      return failure.phase() == Phase.DELIVER
          ? new Answer(504, null, CauseId.of("client-too-slow"))
          : answer(408, "http_request_error", "request-denied");
    }
    if (failure.detail() instanceof Detail.Waited(String setting, _)
        && setting.equals("timeouts.total")) {
      return answer(504, "http_response_timeout", "total-timeout");
    }
    return switch (failure.phase()) {
      case SELECT -> answer(503, "connection_limit_reached", "queue-timeout");
      case RESOLVE -> answer(504, "dns_timeout", "dns-timeout");
      case BIND, CONNECT, PROXY_PREFACE -> answer(504, "connection_timeout", "connect-timeout");
      case TLS -> answer(504, "connection_timeout", "tls-handshake-timeout");
      case WRITE_REQUEST ->
          // it could be written: the head was, and nobody asked for the body
          isFirstByte(failure.detail())
              ? answer(504, "http_response_timeout", "expect-100-mismatch")
              : answer(504, "connection_write_timeout", "request-write-timeout");
      case WAIT_FIRST_BYTE -> answer(504, "http_response_timeout", "first-byte-timeout");
      case PARSE_HEAD, STREAM_BODY, UPGRADE, DELIVER ->
          answer(504, "connection_read_timeout", "body-stall");
    };
  }

  private static boolean isFirstByte(Detail detail) {
    return detail instanceof Detail.Waited(String setting, _)
        && setting.equals("timeouts.first-byte");
  }

  private static Answer malformed(Failure failure) {
    Defect defect =
        failure.detail() instanceof Detail.Wrong(Defect wrong, _) ? wrong : Defect.NOT_HTTP;
    return failure.actor() == Actor.CLIENT ? refused(defect) : misunderstood(defect);
  }

  /** A request that must not be passed on. */
  private static Answer refused(Defect defect) {
    int status = 400;
    if (defect == Defect.BAD_METHOD_FOR_GATEWAY) {
      status = 405;
    } else if (defect == Defect.BAD_VERSION) {
      status = 505;
    } else if (defect == Defect.UNKNOWN_CODING) {
      status = 501;
    }
    return answer(
        status, status == 400 ? "http_request_error" : "http_request_denied", "request-denied");
  }

  private static Answer misunderstood(Defect defect) {
    return switch (defect) {
      case NOT_TLS -> answer(502, "tls_protocol_error", "tls-to-plaintext-port");
      case TLS_VERSION -> answer(502, "tls_protocol_error", "tls-version-mismatch");
      case BROKEN_TLS, RENEGOTIATION -> answer(502, "tls_protocol_error", HandshakeAnswers.ENDED);
      case TLS_RECORD -> answer(502, "http_protocol_error", "plaintext-to-tls-port");
      case HTTP2_FRAME -> answer(502, "http_protocol_error", "h2-preface-on-h1");
      case BAD_STATUS, BAD_START_LINE, BAD_VERSION ->
          answer(502, "http_protocol_error", "invalid-status-line");
      case BAD_FIELD_NAME -> answer(502, "http_protocol_error", "invalid-header-name");
      case BAD_FIELD_VALUE, FOLDED_FIELD, BARE_CR, BARE_LF, BAD_CONNECTION_OPTION ->
          answer(502, "http_protocol_error", "invalid-header-value");
      case BAD_LENGTH -> answer(502, "http_protocol_error", "invalid-content-length");
      case LENGTHS_DISAGREE -> answer(502, "http_protocol_error", "conflicting-content-length");
      case BOTH_LENGTHS -> answer(502, "http_protocol_error", "content-length-and-te");
      case UNKNOWN_CODING, ENDLESS_CODING, CODING_IN_HTTP10 ->
          answer(502, "http_response_transfer_coding", "unknown-transfer-coding");
      case DUPLICATE_CODING ->
          answer(502, "http_response_transfer_coding", "duplicate-transfer-encoding");
      case BAD_CHUNK, BAD_TRAILER -> answer(502, "http_response_transfer_coding", "bad-chunk");
      case TRAILER_TOO_LARGE ->
          answer(502, "http_response_trailer_section_size", "trailer-too-large");
      case EXCESS_BODY -> answer(502, "http_protocol_error", "excess-body");
      case BODY_ON_BODYLESS -> answer(502, "http_protocol_error", "body-on-bodyless");
      case UNASKED_SWITCH -> answer(502, "http_protocol_error", "unsolicited-101");
      case WRONG_SWITCH -> answer(502, "http_upgrade_failed", "upgrade-failed");
      case TOO_MANY_INTERIM -> answer(502, "http_protocol_error", "early-hints-confusion");
      case FASTCGI_RECORD, HTTP_FOR_FASTCGI ->
          answer(502, "http_protocol_error", "fastcgi-vs-http");
      case NO_ANSWER -> answer(502, "http_response_incomplete", "upstream-app-error");
      case NOT_HTTP,
          BAD_RECORD,
          NO_CGI_FIELD,
          NO_END_RECORD,
          ROLE_REFUSED,
          BAD_PREFACE,
          UNTRUSTED_PREFACE,
          BAD_METHOD,
          BAD_METHOD_FOR_GATEWAY,
          BAD_TARGET,
          MISSING_HOST,
          DUPLICATE_HOST,
          BAD_HOST,
          HTTP_WITHOUT_TLS ->
          answer(502, "http_protocol_error", "response-not-http");
      case FRAME_SIZE,
          FRAME_OUT_OF_PLACE,
          FRAME_FLOOD,
          BAD_COMPRESSION,
          BAD_SETTING,
          BAD_WINDOW,
          WINDOW_EXCEEDED,
          UNASKED_PUSH,
          LENGTH_NOT_KEPT ->
          answer(502, "http_protocol_error", "h2-protocol-error");
      case BAD_PSEUDO_FIELD, CONNECTION_FIELD, FORBIDDEN_FIELD ->
          answer(502, "http_protocol_error", "h2-illegal-header");
      case HTTP1_BYTES -> answer(502, "http_protocol_error", "h1-reply-on-h2");
    };
  }

  private static Answer tooLarge(Failure failure) {
    if (failure.actor() == Actor.CLIENT) {
      String what = failure.detail() instanceof Detail.Limit(String setting, _) ? setting : "";
      int status =
          switch (what) {
            case "limits.head in the request line" -> 414;
            case "body-limit" -> 413;
            case Detail.Limit.LENGTHLESS -> 411;
            default -> 431;
          };
      return answer(status, "http_request_error", "request-too-large-gateway");
    }
    boolean count =
        failure.detail() instanceof Detail.Limit(String what, _) && what.equals("limits.fields");
    return answer(
        502,
        "http_response_header_section_size",
        count ? "too-many-response-headers" : "response-header-section-too-large");
  }

  private static Answer limitReached(Detail detail) {
    if (detail instanceof Detail.Limit(String what, _) && what.equals(Detail.Limit.HELD)) {
      return answer(503, "proxy_internal_response", "gateway-overload-shed");
    }
    return switch (systemError(detail)) {
      case "EADDRNOTAVAIL" -> answer(503, "proxy_internal_error", "ephemeral-ports-exhausted");
      case "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM" ->
          answer(503, "proxy_internal_error", "gateway-fd-exhausted");
      default -> answer(503, "connection_limit_reached", "gateway-connections-exhausted");
    };
  }

  private static String systemError(Detail detail) {
    return detail instanceof Detail.SystemError(_, String name, _) ? name : "";
  }

  private static Answer answer(int status, String proxyError, String cause) {
    return new Answer(status, proxyError, CauseId.of(cause));
  }
}
