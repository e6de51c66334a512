package dev.goodgate.gateway.reply;

import dev.goodgate.vocabulary.diagnosis.CauseId;

/** What a client is told when an endpoint gave up a stream of HTTP/2, or the connection. */
final class Http2Answers {
  private Http2Answers() {}

  static Answer of(String frame, String code) {
    return switch (code) {
      case "REFUSED_STREAM" -> answer(503, "connection_limit_reached", "h2-refused-stream");
      case "ENHANCE_YOUR_CALM" -> answer(503, "http_protocol_error", "h2-enhance-your-calm");
      case "HTTP_1_1_REQUIRED" -> answer(502, "http_protocol_error", "h2-http11-required");
      case "INADEQUATE_SECURITY" -> answer(502, "tls_protocol_error", "h2-inadequate-security");
      default ->
          frame.equals("GOAWAY")
              ? answer(502, "connection_terminated", "h2-goaway")
              : answer(502, "http_protocol_error", "h2-rst-stream");
    };
  }

  private static Answer answer(int status, String proxyError, String cause) {
    return new Answer(status, proxyError, CauseId.of(cause));
  }
}
