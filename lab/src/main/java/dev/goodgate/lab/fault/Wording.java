package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Script.Act;
import java.util.List;
import java.util.Locale;

/** Writes answers as text, one character a byte. */
final class Wording {
  static final String END = "\r\n";
  static final String TYPE = "Content-Type: text/plain";
  static final String CHUNKED = "Transfer-Encoding: chunked";
  static final String LAST_CHUNK = "0\r\n\r\n";

  private Wording() {}

  /** The request is taken whole before anything is said: what a polite server does. */
  static final Act READ_ALL = new Act.ReadBody(Long.MAX_VALUE);

  static Act send(String bytes) {
    return new Act.Send(bytes);
  }

  static String head(int status, String... fields) {
    return head("HTTP/1.1", status, List.of(fields));
  }

  static String head(String version, int status, List<String> fields) {
    return version + " " + status + " " + reason(status) + END + fields(fields) + END;
  }

  static String fields(List<String> fields) {
    return String.join("", fields.stream().map(field -> field + END).toList());
  }

  static String length(long bytes) {
    return "Content-Length: " + bytes;
  }

  static String chunk(String bytes) {
    return Integer.toHexString(bytes.length()) + END + bytes + END;
  }

  static String repeated(String piece, int count) {
    Fault.checkBytes((long) piece.length() * count);
    return piece.repeat(count);
  }

  /** Lines of 64 that say where in the body they are. */
  static String filler(long bytes) {
    Fault.checkBytes(bytes);
    StringBuilder text = new StringBuilder();
    while (text.length() < bytes) {
      String place = String.format(Locale.ROOT, "%08d ", text.length());
      text.append(place).append(".".repeat(64 - place.length() - 1)).append('\n');
    }
    return text.substring(0, Math.toIntExact(bytes));
  }

  static String reason(int status) {
    return switch (status) {
      case 100 -> "Continue";
      case 101 -> "Switching Protocols";
      case 102 -> "Processing";
      case 103 -> "Early Hints";
      case 200 -> "OK";
      case 204 -> "No Content";
      case 205 -> "Reset Content";
      case 302 -> "Found";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 408 -> "Request Timeout";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 417 -> "Expectation Failed";
      case 421 -> "Misdirected Request";
      case 426 -> "Upgrade Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Made Up";
    };
  }
}
