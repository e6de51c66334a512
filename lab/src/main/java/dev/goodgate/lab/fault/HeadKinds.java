package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.Blemish;
import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Tongue;
import java.util.List;
import java.util.stream.Stream;

/** Faults in the head of an answer. */
final class HeadKinds {
  private HeadKinds() {}

  static List<Kind> all() {
    return Stream.of(heads(), lengths()).flatMap(List::stream).toList();
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
}
