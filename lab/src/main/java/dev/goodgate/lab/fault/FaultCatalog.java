package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.Blemish;
import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Framing;
import dev.goodgate.lab.fault.Fault.Healthy;
import dev.goodgate.lab.fault.Fault.Tongue;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * All faults by name, in groups, each with a line for people. A name is the id of the cause a fault
 * makes wherever the catalogue of causes has one. Reads {@code name:parameter=value,...}.
 */
public final class FaultCatalog {
  /** One kind of fault; {@code parameters} holds what may be written, with the defaults. */
  public record Entry(
      String group, String name, String description, Map<String, String> parameters) {
    public Entry {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /** What came of reading a fault. */
  public sealed interface Reading {
    record Understood(String name, Fault fault) implements Reading {}

    record Unclear(String why) implements Reading {}
  }

  private interface Maker {
    Fault make(Parameters with);
  }

  private record Kind(String group, String name, String description, Maker maker) {}

  private static final int MAX_WRITTEN = 1_000;

  private static final List<Kind> KINDS =
      Stream.of(sound(), onConnection(), noAnswer(), heads(), lengths(), bodies())
          .flatMap(List::stream)
          .toList();

  private FaultCatalog() {}

  public static List<Entry> entries() {
    return KINDS.stream().map(FaultCatalog::entry).toList();
  }

  public static Reading read(String written) {
    if (written.length() > MAX_WRITTEN) {
      return new Reading.Unclear("longer than " + MAX_WRITTEN + " characters");
    }
    int colon = written.indexOf(':');
    String name = colon < 0 ? written : written.substring(0, colon);
    Optional<Kind> kind = KINDS.stream().filter(each -> each.name().equals(name)).findFirst();
    if (kind.isEmpty()) {
      return new Reading.Unclear("no fault is called '" + name + "'" + Nearest.hint(name, names()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String pair : written.substring(colon + 1).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          return new Reading.Unclear("'" + pair + "' is not parameter=value");
        }
        if (values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
          return new Reading.Unclear("'" + pair.substring(0, equals) + "' is given twice");
        }
      }
    }
    return make(kind.get(), new Parameters(values));
  }

  private static Reading make(Kind kind, Parameters with) {
    try {
      Fault fault = kind.maker().make(with);
      List<String> problems = with.problems();
      return problems.isEmpty()
          ? new Reading.Understood(kind.name(), fault)
          : new Reading.Unclear(kind.name() + ": " + String.join("; ", problems));
    } catch (IllegalArgumentException outOfRange) {
      return new Reading.Unclear(kind.name() + ": " + outOfRange.getMessage());
    }
  }

  private static List<String> names() {
    return KINDS.stream().map(Kind::name).toList();
  }

  private static Entry entry(Kind kind) {
    Parameters none = new Parameters(Map.of());
    kind.maker().make(none);
    return new Entry(kind.group(), kind.name(), kind.description(), none.declared());
  }

  private static List<Kind> sound() {
    String group = "answers in the end";
    return List.of(
        new Kind(
            group,
            "healthy",
            "answers well, telling who it is and what was asked",
            with -> healthy(with)),
        new Kind(
            group,
            "slow-first-byte",
            "answers well after a delay",
            with -> new Fault.SlowFirstByte(with.span("delay", "2s"))),
        new Kind(
            group,
            "slow-body",
            "sends the body in drips",
            with ->
                new Fault.SlowBody(
                    with.size("size", "200"),
                    with.size("piece", "10"),
                    with.span("pause", "100ms"))),
        new Kind(
            group,
            "interim-replies",
            "sends interim replies (100, 102, 103) before the final one",
            with -> new Fault.InterimReplies(with.number("status", 103), with.number("count", 1))),
        new Kind(
            group,
            "closes-idle",
            "closes a connection that was idle for a while, having said so or not",
            with -> new Fault.ClosesIdle(with.span("idle", "1s"), with.flag("advertised", true))));
  }

  private static Fault healthy(Parameters with) {
    String size = with.text("size", "echo");
    String keepAlive = with.text("keep-alive", "unsaid");
    return new Healthy(
        with.number("status", 200),
        size.equals("echo") ? OptionalLong.empty() : OptionalLong.of(with.size("size", "echo")),
        with.choice("framing", Framing.LENGTH),
        with.flag("http10", false),
        keepAlive.equals("unsaid")
            ? Optional.<Duration>empty()
            : Optional.of(with.span("keep-alive", "unsaid")),
        with.span("delay", "0ms"));
  }

  private static List<Kind> onConnection() {
    String group = "the connection";
    return List.of(
        new Kind(group, "conn-refused", "nothing listens on the port", with -> new Fault.Refuses()),
        new Kind(
            group,
            "accept-backlog-full",
            "listens, and its queue of new connections is full",
            with -> new Fault.NeverAccepts()),
        new Kind(
            group,
            "accepts-and-closes",
            "closes each connection as soon as it is there",
            with -> new Fault.EndsOnAccept(End.CLOSE)),
        new Kind(
            group,
            "reset-on-accept",
            "resets each connection as soon as it is there",
            with -> new Fault.EndsOnAccept(End.RESET)));
  }

  private static List<Kind> noAnswer() {
    String group = "no answer";
    return List.of(
        new Kind(
            group,
            "reset-before-response",
            "reads the request, then resets",
            with -> new Fault.EndsBeforeResponse(End.RESET)),
        new Kind(
            group,
            "eof-before-response",
            "reads the request, then closes",
            with -> new Fault.EndsBeforeResponse(End.CLOSE)),
        new Kind(
            group,
            "first-byte-timeout",
            "reads the request, then says nothing",
            with -> new Fault.StallsBeforeHead()),
        new Kind(
            group,
            "keepalive-race",
            "ends the connection just as it is used again",
            with ->
                new Fault.KeepAliveRace(with.number("answered", 1), with.choice("by", End.CLOSE))),
        new Kind(
            group,
            "request-write-timeout",
            "never reads the body of a request",
            with -> new Fault.NeverReadsBody()),
        new Kind(
            group,
            "early-close-during-body",
            "leaves while the request is being sent",
            with ->
                new Fault.EndsDuringRequest(with.size("after", "1"), with.choice("by", End.RESET))),
        new Kind(
            group,
            "request-too-large-upstream",
            "answers 413 while the request is being sent, then closes",
            with ->
                new Fault.AnswersEarly(with.number("status", 413), with.flag("patient", true))));
  }

  private static List<Kind> heads() {
    String group = "the head";
    return List.of(
        new Kind(group, "head-stall", "stalls in the head", with -> new Fault.StallsInHead()),
        new Kind(
            group, "eof-in-headers", "closes in the head", with -> new Fault.EndsInHead(End.CLOSE)),
        new Kind(
            group, "head-reset", "resets in the head", with -> new Fault.EndsInHead(End.RESET)),
        new Kind(
            group,
            "response-not-http",
            "speaks another protocol",
            with -> new Fault.SpeaksOther(with.choice("tongue", Tongue.SSH))),
        new Kind(
            group,
            "plaintext-to-tls-port",
            "answers with a TLS alert, as a TLS port does to plain text",
            with -> new Fault.AnswersTls()),
        new Kind(
            group,
            "h2-preface-on-h1",
            "answers with an HTTP/2 SETTINGS frame",
            with -> new Fault.AnswersHttp2()),
        new Kind(
            group,
            "invalid-status-line",
            "begins like HTTP, with a first line that is wrong",
            with -> new Fault.InvalidStatusLine(with.text("line", "HTTP/1.1 2OO OK"))),
        new Kind(
            group,
            "invalid-header-name",
            "sends a field whose name is no token",
            with -> new Fault.InvalidHeaderName(with.text("name", "X Note"))),
        new Kind(
            group,
            "invalid-header-value",
            "sends a field whose value holds a forbidden byte",
            with -> new Fault.InvalidHeaderValue(with.choice("blemish", Blemish.NUL))));
  }

  private static List<Kind> lengths() {
    String group = "the head's lengths";
    return List.of(
        new Kind(
            group,
            "conflicting-content-length",
            "declares two lengths",
            with ->
                new Fault.ConflictingLengths(with.size("first", "5"), with.size("second", "50"))),
        new Kind(
            group,
            "invalid-content-length",
            "declares a length that is no number",
            with -> new Fault.InvalidLength(with.text("value", "-5"))),
        new Kind(
            group,
            "content-length-and-te",
            "declares a length and chunks",
            with -> new Fault.LengthAndChunked()),
        new Kind(
            group,
            "duplicate-transfer-encoding",
            "declares chunks twice",
            with -> new Fault.DuplicateCoding()),
        new Kind(
            group,
            "unknown-transfer-coding",
            "declares a transfer coding nobody asked for",
            with -> new Fault.UnknownCoding(with.text("coding", "gzip"))),
        new Kind(
            group,
            "response-header-section-too-large",
            "sends a huge head",
            with -> new Fault.HugeHead(with.size("size", "1MiB"))),
        new Kind(
            group,
            "too-many-response-headers",
            "sends very many short fields",
            with -> new Fault.ManyFields(with.number("count", 2_000))),
        new Kind(
            group,
            "unsolicited-101",
            "switches protocols unasked",
            with -> new Fault.SwitchesUnasked(with.text("to", "websocket"))),
        new Kind(
            group,
            "early-hints-confusion",
            "sends very many interim replies",
            with -> new Fault.EndlessInterim(with.number("count", 1_000))));
  }

  private static List<Kind> bodies() {
    String group = "the body";
    return List.of(
        cut(
            "truncated-content-length",
            "closes before the declared length",
            Framing.LENGTH,
            End.CLOSE),
        cut("truncated-chunked", "closes before the last chunk", Framing.CHUNKED, End.CLOSE),
        cut(
            "truncated-no-length",
            "resets in a body that ends by closing",
            Framing.CLOSE,
            End.RESET),
        new Kind(
            group,
            "body-reset",
            "resets in the body",
            with ->
                new Fault.CutsBody(
                    with.choice("framing", Framing.LENGTH), with.size("sent", "500"), End.RESET)),
        new Kind(
            group,
            "body-stall",
            "stalls in the body",
            with ->
                new Fault.StallsInBody(
                    with.choice("framing", Framing.LENGTH), with.size("sent", "500"))),
        new Kind(
            group,
            "bad-chunk",
            "sends a malformed chunk, at once or after good ones",
            with -> new Fault.BadChunk(with.text("line", "zz"), with.size("sent", "0"))),
        new Kind(
            group,
            "excess-body",
            "sends more than the declared length",
            with -> new Fault.ExcessBody(with.size("extra", "20"))),
        new Kind(
            group,
            "body-on-bodyless",
            "sends a body with 204 or 304",
            with -> new Fault.BodyOnBodyless(with.number("status", 204), with.size("size", "20"))),
        new Kind(
            group,
            "trailer-too-large",
            "sends huge trailers",
            with -> new Fault.HugeTrailers(with.size("size", "1MiB"))));
  }

  private static Kind cut(String name, String description, Framing framing, End by) {
    return new Kind(
        "the body",
        name,
        description,
        with -> new Fault.CutsBody(framing, with.size("sent", "500"), by));
  }
}
