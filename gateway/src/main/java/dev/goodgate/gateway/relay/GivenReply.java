package dev.goodgate.gateway.relay;

import dev.goodgate.vocabulary.plan.Action;
import dev.goodgate.vocabulary.plan.Template;
import java.nio.charset.StandardCharsets;

/**
 * A reply that the plan gives, without any endpoint. Its body is the same for every request; its
 * fields, each with its end of line, may have blanks.
 */
final class GivenReply {
  private final int status;
  private final Phrase fields;
  private final byte[] body;

  private GivenReply(int status, Phrase fields, byte[] body) {
    this.status = status;
    this.fields = fields;
    this.body = body;
  }

  static GivenReply of(Action.Redirect redirect) {
    return new GivenReply(
        redirect.status(), new Phrase("Location: ", redirect.to(), "\r\n"), new byte[0]);
  }

  static GivenReply of(Action.Fixed fixed) {
    byte[] body = fixed.body().getBytes(StandardCharsets.UTF_8);
    boolean typed = body.length > 0;
    String type = typed ? "Content-Type: " + fixed.contentType() + "\r\n" : "";
    return new GivenReply(fixed.status(), new Phrase(type, Template.of(""), ""), body);
  }

  /** For those who ask what can be asked for here. */
  static GivenReply ofMethods(String methods) {
    return new GivenReply(
        200, new Phrase("Allow: " + methods + "\r\n", Template.of(""), ""), new byte[0]);
  }

  /** Whether a reply of this status has a body, however empty (RFC 9110 6.4.1). */
  boolean mayHaveBody() {
    return status != 204 && status != 304;
  }

  /** RFC 9112 4: what it says means nothing, and people like to read it. */
  String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 303 -> "See Other";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 410 -> "Gone";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> "";
    };
  }

  int status() {
    return status;
  }

  Phrase fields() {
    return fields;
  }

  byte[] body() {
    return body;
  }
}
