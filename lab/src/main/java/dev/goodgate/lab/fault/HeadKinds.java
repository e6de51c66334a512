package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Then;
import dev.goodgate.lab.menu.Menu.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Faults in the head of an answer. */
final class HeadKinds {
  /** An empty SETTINGS frame, RFC 9113 6.5. */
  static final String HTTP2_SETTINGS = "\0\0\0\u0004\0\0\0\0\0";

  private HeadKinds() {}

  /** What is no HTTP at all. */
  enum Tongue {
    SSH("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"),
    SMTP("220 mail.example.com ESMTP\r\n"),
    REDIS("-ERR unknown command 'GET'\r\n"),
    MYSQL("J\0\0\0\n8.0.40\0"),
    TEXT("hello\n"),
    BINARY("\u0000\u00ff\u0001\u00fe\u0080\u0007\u001b[2J\u00c3(");

    private final String bytes;

    Tongue(String bytes) {
      this.bytes = bytes;
    }
  }

  static List<Kind<Fault>> all() {
    return Stream.of(heads(), lengths()).flatMap(List::stream).toList();
  }

  private static List<Kind<Fault>> heads() {
    String group = "the head";
    return List.of(
        new Kind<>(group, "head-stall", "stalls in the head", with -> new Fault.StallsInHead()),
        new Kind<>(
            group, "eof-in-headers", "closes in the head", with -> new Fault.EndsInHead(End.CLOSE)),
        new Kind<>(
            group, "head-reset", "resets in the head", with -> new Fault.EndsInHead(End.RESET)),
        new Kind<>(
            group,
            "response-not-http",
            "speaks another protocol",
            with -> FormKinds.said(with.choice("tongue", Tongue.SSH).bytes)),
        new Kind<>(
            group,
            "plaintext-to-tls-port",
            "answers as a TLS port does to plain text: with an alert, or in words",
            with -> with.choice("says", TlsPort.ALERT).fault()),
        new Kind<>(
            group,
            "h2-preface-on-h1",
            "answers with an HTTP/2 SETTINGS frame",
            with -> FormKinds.said(HTTP2_SETTINGS)));
  }

  private static List<Kind<Fault>> lengths() {
    String group = "the head's lengths";
    return List.of(
        new Kind<>(
            group,
            "conflicting-content-length",
            "declares two lengths",
            with -> twoLengths(with.size("first", "5"), with.size("second", "50"))),
        new Kind<>(
            group,
            "response-header-line-too-large",
            "sends one long field in a small head",
            with -> new Fault.HugeHead(with.size("size", "9KiB"))),
        new Kind<>(
            group,
            "response-header-section-too-large",
            "sends a huge head",
            with -> new Fault.HugeHead(with.size("size", "1MiB"))),
        new Kind<>(
            group,
            "too-many-response-headers",
            "sends very many short fields",
            with -> new Fault.ManyFields(with.number("count", 2_000))),
        new Kind<>(
            group,
            "unsolicited-101",
            "switches protocols unasked",
            with ->
                new Fault.Says(
                    Wording.head(
                        101, "Connection: Upgrade", "Upgrade: " + with.text("to", "websocket")),
                    Then.STALL)),
        new Kind<>(
            group,
            "early-hints-confusion",
            "sends very many interim replies",
            with -> new Fault.EndlessInterim(with.number("count", 1_000))));
  }

  private static Fault twoLengths(long first, long second) {
    return FormKinds.said(
        Wording.head(200, Wording.TYPE, Wording.length(first), Wording.length(second))
            + Wording.filler(Math.max(first, second)));
  }
}
