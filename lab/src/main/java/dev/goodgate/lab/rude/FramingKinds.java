package dev.goodgate.lab.rude;

import static dev.goodgate.lab.rude.Asking.CHUNKED;
import static dev.goodgate.lab.rude.Asking.HOST;
import static dev.goodgate.lab.rude.Asking.READ;
import static dev.goodgate.lab.rude.Asking.asks;
import static dev.goodgate.lab.rude.Asking.length;
import static dev.goodgate.lab.rude.Asking.post;

import dev.goodgate.lab.flaw.BodyForms;
import dev.goodgate.lab.flaw.HeadForms;
import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.rude.Rudeness.Move;
import java.util.List;
import java.util.stream.Stream;

/** Clients whose body is not what the head says, to confuse those who stand in a row. */
final class FramingKinds {
  /** What one who reads the other length would take for a request of somebody else. */
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: lab.test\r\n\r\n";

  private static final String CHUNKS = "6\r\nhello\n\r\n0\r\n\r\n";

  private FramingKinds() {}

  /** How a length and chunks, or two of one, are told together. */
  enum Smuggle {
    LENGTH_FIRST(post(HOST, length(6), CHUNKED) + "0\r\n\r\nG"),
    CHUNKED_FIRST(post(HOST, CHUNKED, length(4)) + "5c\r\n" + SMUGGLED + "\r\n0\r\n\r\n"),
    LENGTH_COVERS(post(HOST, length(5 + SMUGGLED.length()), CHUNKED) + "0\r\n\r\n" + SMUGGLED),
    TWO_LENGTHS(post(HOST, length(0), length(SMUGGLED.length())) + SMUGGLED),
    SAME_LENGTHS(post(HOST, length(6), length(6)) + "hello\n"),
    GET_WITH_BODY(Asking.head("GET / HTTP/1.1", HOST, length(SMUGGLED.length())) + SMUGGLED),
    GET_WITHOUT_LENGTH(Asking.GET + SMUGGLED),
    CHUNKED_IN_1_0(Asking.head("POST / HTTP/1.0", HOST, CHUNKED) + CHUNKS + SMUGGLED),
    NAMED_BY_CONNECTION(
        post(HOST, "Connection: Content-Length", length(SMUGGLED.length())) + SMUGGLED),
    UPGRADE_H2C(
        Asking.head(
            "GET / HTTP/1.1",
            HOST,
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQAAP__"));

    private final String bytes;

    Smuggle(String bytes) {
      this.bytes = bytes;
    }
  }

  static List<Kind<Rudeness>> all() {
    return Stream.of(lengths(), bodies()).flatMap(List::stream).toList();
  }

  private static List<Kind<Rudeness>> lengths() {
    String group = "the length";
    return List.of(
        new Kind<>(
            group,
            "smuggling",
            "tells two lengths, so that two readers see two requests",
            with -> asks(with.choice("form", Smuggle.LENGTH_FIRST).bytes)),
        new Kind<>(
            group,
            "bad-length",
            "declares a length that is no plain number",
            with ->
                asks(
                    post(
                            HOST,
                            "Content-Length: " + with.choice("form", HeadForms.Length.PLUS).bytes())
                        + "hello\n")),
        new Kind<>(
            group,
            "odd-coding",
            "declares a transfer coding other than chunked, or nearly that",
            with ->
                asks(
                    post(
                            HOST,
                            "Transfer-Encoding: "
                                + with.choice("form", HeadForms.Coding.PREFIXED).bytes())
                        + CHUNKS)),
        new Kind<>(
            group,
            "short-body",
            "sends less than it declared, and waits",
            with ->
                asks(
                    post(HOST, length(with.number("declared", 100)))
                        + "u".repeat(RequestKinds.bounded(with.number("sent", 50))))),
        new Kind<>(
            group,
            "long-body",
            "sends more than it declared",
            with ->
                asks(
                    post(HOST, length(with.number("declared", 5)))
                        + "u".repeat(RequestKinds.bounded(with.number("sent", 50))))));
  }

  private static List<Kind<Rudeness>> bodies() {
    String group = "the body";
    return List.of(
        new Kind<>(
            group,
            "bad-chunk",
            "sends a malformed chunk",
            with ->
                asks(post(HOST, CHUNKED) + with.choice("form", BodyForms.Chunk.NOT_HEX).bytes())),
        new Kind<>(
            group,
            "bad-trailer",
            "sends a field after the last chunk that is wrong there",
            with ->
                asks(
                    post(HOST, CHUNKED)
                        + "6\r\nhello\n\r\n0\r\n"
                        + with.choice("form", BodyForms.Trailer.FORBIDDEN).bytes()
                        + "\r\n")),
        new Kind<>(
            group,
            "expects-and-is-silent",
            "waits for 100, and never sends the body",
            with ->
                Rudeness.moves(
                    new Move.Send(post(HOST, length(5), "Expect: 100-continue")),
                    READ,
                    new Move.Rest(with.span("span", "2s")))),
        new Kind<>(
            group,
            "expects-and-hurries",
            "asks for 100, and sends the body at once",
            with -> asks(post(HOST, length(5), "Expect: 100-continue") + "hello")),
        new Kind<>(
            group,
            "expects-wonders",
            "expects what nobody knows",
            with -> asks(post(HOST, length(5), "Expect: wonders") + "hello")),
        new Kind<>(
            group,
            "never-ending-upload",
            "sends a body that never ends",
            with ->
                Rudeness.moves(
                    new Move.Send(post(HOST, CHUNKED)),
                    new Move.Repeat(
                        "400\r\n" + "u".repeat(1_024) + "\r\n",
                        with.number("times", 0),
                        with.span("pause", "0ms")),
                    READ)));
  }
}
