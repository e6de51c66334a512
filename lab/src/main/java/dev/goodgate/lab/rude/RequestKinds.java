package dev.goodgate.lab.rude;

import static dev.goodgate.lab.rude.Asking.GET;
import static dev.goodgate.lab.rude.Asking.HOST;
import static dev.goodgate.lab.rude.Asking.asks;
import static dev.goodgate.lab.rude.Asking.head;

import dev.goodgate.lab.flaw.HeadForms;
import dev.goodgate.lab.menu.Menu.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Clients whose head is no good request, or no request at all. */
final class RequestKinds {
  private RequestKinds() {}

  enum Line {
    LOWER_CASE("get / HTTP/1.1"),
    NO_VERSION("GET /"),
    HTTP_0_9("GET / HTTP/0.9"),
    HTTP_1_9("GET / HTTP/1.9"),
    HTTP_2_0("GET / HTTP/2.0"),
    LOWER_CASE_VERSION("GET / http/1.1"),
    TWO_SPACES("GET  / HTTP/1.1"),
    TAB("GET\t/\tHTTP/1.1"),
    TRAILING_SPACE("GET / HTTP/1.1 "),
    SPACE_IN_TARGET("GET /a b HTTP/1.1"),
    EMPTY_TARGET("GET  HTTP/1.1"),
    NO_SLASH("GET a HTTP/1.1"),
    FRAGMENT("GET /#a HTTP/1.1"),
    BACKSLASH("GET /a\\..\\b HTTP/1.1"),
    DOTS("GET /a/../../etc HTTP/1.1"),
    ENCODED_DOTS("GET /a/%2e%2e/%2e%2e/etc HTTP/1.1"),
    ENCODED_NUL("GET /%00 HTTP/1.1"),
    BAD_ESCAPE("GET /%zz HTTP/1.1"),
    NUL("GET /a\0b HTTP/1.1"),
    BARE_CR("GET /a\rb HTTP/1.1"),
    EIGHT_BIT("GET /\u00e4 HTTP/1.1"),
    ABSOLUTE("GET http://lab.test/a HTTP/1.1"),
    ABSOLUTE_OTHER_HOST("GET http://other.test/a HTTP/1.1"),
    ABSOLUTE_HTTPS("GET https://lab.test/a HTTP/1.1"),
    ASTERISK("OPTIONS * HTTP/1.1"),
    ASTERISK_GET("GET * HTTP/1.1"),
    CONNECT("CONNECT lab.test:443 HTTP/1.1"),
    TRACE("TRACE / HTTP/1.1"),
    METHOD_NUL("G\0T / HTTP/1.1"),
    LONG_METHOD("G".repeat(10_000) + " / HTTP/1.1");

    private final String bytes;

    Line(String bytes) {
      this.bytes = bytes;
    }
  }

  enum Host {
    MISSING(""),
    EMPTY("Host: \r\n"),
    TWICE("Host: lab.test\r\nHost: lab.test\r\n"),
    TWO("Host: lab.test\r\nHost: other.test\r\n"),
    LIST("Host: lab.test, other.test\r\n"),
    SPACE("Host: lab test\r\n"),
    PATH("Host: lab.test/a\r\n"),
    USER("Host: me@lab.test\r\n"),
    PORT("Host: lab.test:99999\r\n"),
    NUL("Host: lab\0.test\r\n"),
    FOLDED("Host:\r\n lab.test\r\n"),
    SPACE_BEFORE_COLON("Host : lab.test\r\n");

    private final String bytes;

    Host(String bytes) {
      this.bytes = bytes;
    }
  }

  /** What is no HTTP/1 at all. */
  enum Tongue {
    TLS("\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001\0"),
    HTTP2("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"),
    SSH("SSH-2.0-OpenSSH_9.2p1\r\n"),
    PROXY("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + GET),
    EMPTY_LINES("\r\n".repeat(50) + GET),
    LF_ONLY(GET.replace("\r\n", "\n")),
    CR_ONLY(GET.replace("\r\n", "\r")),
    TEXT("hello\r\n\r\n"),
    BINARY("\u0000\u00ff\u0001\u00fe\u0080\u0007\u001b[2J\u00c3(\r\n\r\n");

    private final String bytes;

    Tongue(String bytes) {
      this.bytes = bytes;
    }
  }

  static List<Kind<Rudeness>> all() {
    return Stream.of(lines(), fields()).flatMap(List::stream).toList();
  }

  private static List<Kind<Rudeness>> lines() {
    String group = "the first line";
    return List.of(
        new Kind<>(
            group,
            "garbage",
            "says what is no request of HTTP/1",
            with -> asks(with.choice("tongue", Tongue.TEXT).bytes)),
        new Kind<>(
            group,
            "odd-request-line",
            "begins with a line that is wrong, or hardly ever seen",
            with -> asks(head(with.choice("form", Line.LOWER_CASE).bytes, HOST))),
        new Kind<>(
            group,
            "long-uri",
            "asks for a very long target",
            with ->
                asks(
                    head(
                        "GET /" + "u".repeat(bounded(with.size("size", "64KiB"))) + " HTTP/1.1",
                        HOST))),
        new Kind<>(
            group,
            "old-version",
            "speaks HTTP/1.0, and wants the connection kept",
            with -> asks(head("GET / HTTP/1.0", HOST, "Connection: keep-alive"))));
  }

  private static List<Kind<Rudeness>> fields() {
    String group = "the fields";
    return List.of(
        new Kind<>(
            group,
            "bad-host",
            "sends a Host that is missing, double or malformed",
            with -> asks("GET / HTTP/1.1\r\n" + with.choice("form", Host.MISSING).bytes + "\r\n")),
        new Kind<>(
            group,
            "bad-field",
            "sends a field whose name is no token",
            with ->
                asks(
                    head(
                        "GET / HTTP/1.1",
                        HOST,
                        with.choice("form", HeadForms.Field.SPACE).bytes()))),
        new Kind<>(
            group,
            "bad-value",
            "sends a field whose value holds a byte that it should not",
            with ->
                asks(
                    head(
                        "GET / HTTP/1.1",
                        HOST,
                        "X-Note: " + with.choice("blemish", HeadForms.Blemish.NUL).bytes()))),
        new Kind<>(
            group,
            "large-field",
            "sends one very long field",
            with ->
                asks(
                    head(
                        "GET / HTTP/1.1",
                        HOST,
                        "X-Large: " + "l".repeat(bounded(with.size("size", "64KiB")))))),
        new Kind<>(
            group,
            "large-cookie",
            "sends very large cookies",
            with ->
                asks(
                    head(
                        "GET / HTTP/1.1",
                        HOST,
                        "Cookie: a=" + "c".repeat(bounded(with.size("size", "16KiB")))))),
        new Kind<>(
            group,
            "many-fields",
            "sends very many short fields",
            with ->
                asks(
                    "GET / HTTP/1.1\r\nHost: lab.test\r\n"
                        + "X-F: v\r\n".repeat(bounded(8L * with.number("count", 2_000)) / 8)
                        + "\r\n")));
  }

  static int bounded(long count) {
    if (count > 16 << 20) {
      throw new IllegalArgumentException(count + " is more than is ever sent");
    }
    return (int) count;
  }
}
