package dev.goodgate.lab.fault;

import static dev.goodgate.lab.fault.Wording.CHUNKED;
import static dev.goodgate.lab.fault.Wording.END;
import static dev.goodgate.lab.fault.Wording.LAST_CHUNK;
import static dev.goodgate.lab.fault.Wording.TYPE;
import static dev.goodgate.lab.fault.Wording.head;
import static dev.goodgate.lab.fault.Wording.length;

import dev.goodgate.lab.fault.Fault.Then;
import dev.goodgate.lab.flaw.HeadForms;
import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.menu.Parameters;
import java.util.List;
import java.util.stream.Stream;

/** Faults in the form of a head that can only be told byte by byte. */
final class FormKinds {
  static final String BODY = "hello\n";
  static final String LENGTH = length(BODY.length());

  private static final String ANSWER = head(200, TYPE, LENGTH) + BODY;

  private FormKinds() {}

  /** Layouts of a head that are wrong, or unusual. */
  enum Layout {
    LF_ONLY(ANSWER.replace(END, "\n")),
    CR_ONLY(ANSWER.replace(END, "\r")),
    MIXED_ENDS(ANSWER.replaceFirst(END, "\n")),
    LEADING_EMPTY_LINE(END + ANSWER),
    LEADING_EMPTY_LINES(END.repeat(100) + ANSWER),
    LEADING_BYTES("\0\0" + ANSWER),
    NO_FIELDS(head(200) + BODY),
    TYPE_TWICE(head(200, TYPE, "Content-Type: text/html", LENGTH) + BODY),
    HOST(head(200, TYPE, "Host: evil.test", LENGTH) + BODY),
    LOCATION_TWICE(head(302, "Location: /a", "Location: /b", LENGTH) + BODY),
    HOP_BY_HOP(head(200, TYPE, "Connection: Content-Length, X-Origin, close", LENGTH) + BODY);

    private final String bytes;

    Layout(String bytes) {
      this.bytes = bytes;
    }
  }

  /** What is said of a connection's future, and is not true. */
  enum Promise {
    CLOSE_AND_KEEPS(head(200, TYPE, LENGTH, "Connection: close") + BODY, Then.KEEP),
    KEEP_AND_CLOSES(
        head(200, TYPE, LENGTH, "Connection: keep-alive", "Keep-Alive: timeout=60") + BODY,
        Then.DROP),
    NO_TIME(head(200, TYPE, LENGTH, "Keep-Alive: timeout=0") + BODY, Then.KEEP),
    HTTP10_AND_KEEPS("HTTP/1.0 200 OK" + END + LENGTH + END + END + BODY, Then.KEEP),
    BOTH(head(200, TYPE, LENGTH, "Connection: close, keep-alive") + BODY, Then.CLOSE);

    private final String bytes;
    private final Then then;

    Promise(String bytes, Then then) {
      this.bytes = bytes;
      this.then = then;
    }

    private Fault says() {
      return new Fault.Says(bytes, then);
    }
  }

  static List<Kind<Fault>> all() {
    return Stream.of(heads(), lengths()).flatMap(List::stream).toList();
  }

  private static List<Kind<Fault>> heads() {
    String group = "the head";
    return List.of(
        new Kind<>(
            group,
            "invalid-status-line",
            "begins like HTTP, with a first line that is wrong",
            with ->
                said(
                    either(with, "line", with.choice("form", HeadForms.StatusLine.LETTERS).bytes())
                        + END
                        + Wording.fields(List.of(TYPE, LENGTH))
                        + END
                        + BODY)),
        new Kind<>(
            group,
            "invalid-header-name",
            "sends a field whose name is no token",
            with -> field(name(with))),
        new Kind<>(
            group,
            "invalid-header-value",
            "sends a field whose value holds a byte that it should not",
            with -> field("X-Note: " + with.choice("blemish", HeadForms.Blemish.NUL).bytes())),
        new Kind<>(
            group,
            "odd-head-layout",
            "ends or repeats the lines of its head in an odd way",
            with -> said(with.choice("form", Layout.LF_ONLY).bytes)),
        new Kind<>(
            group,
            "broken-promise",
            "says one thing of the connection's future and does another",
            with -> with.choice("form", Promise.CLOSE_AND_KEEPS).says()));
  }

  private static List<Kind<Fault>> lengths() {
    String group = "the head's lengths";
    return List.of(
        new Kind<>(
            group,
            "invalid-content-length",
            "declares a length that is no plain number",
            with ->
                lengthIs(
                    either(with, "value", with.choice("form", HeadForms.Length.NEGATIVE).bytes()))),
        new Kind<>(
            group,
            "content-length-and-te",
            "declares a length and chunks",
            with -> said(head(200, TYPE, length(with.size("length", "6")), CHUNKED) + chunked())),
        new Kind<>(
            group,
            "chunked-in-http10",
            "sends chunks in a reply of HTTP/1.0",
            with -> said("HTTP/1.0 200 OK" + END + CHUNKED + END + END + chunked())),
        new Kind<>(
            group,
            "duplicate-transfer-encoding",
            "declares chunks twice",
            with -> said(head(200, TYPE, CHUNKED, CHUNKED) + chunked())),
        new Kind<>(
            group,
            "unknown-transfer-coding",
            "declares a transfer coding nobody asked for",
            with ->
                coding(
                    either(with, "coding", with.choice("form", HeadForms.Coding.GZIP).bytes()))));
  }

  static Fault said(String bytes) {
    return new Fault.Says(bytes, Then.CLOSE);
  }

  private static String name(Parameters with) {
    String form = with.choice("form", HeadForms.Field.SPACE).bytes();
    String name = with.text("name", "");
    return name.isEmpty() ? form : name + ": x";
  }

  private static String either(Parameters with, String name, String otherwise) {
    String written = with.text(name, "");
    return written.isEmpty() ? otherwise : written;
  }

  private static Fault field(String line) {
    return said(head(200, TYPE, line, LENGTH) + BODY);
  }

  private static Fault lengthIs(String value) {
    return said(head(200, TYPE, "Content-Length: " + value) + BODY);
  }

  private static Fault coding(String value) {
    return said(
        head(200, TYPE, "Transfer-Encoding: " + value)
            + (value.contains("hunked") ? chunked() : BODY));
  }

  private static String chunked() {
    return Wording.chunk(BODY) + LAST_CHUNK;
  }
}
