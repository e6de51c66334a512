package dev.goodgate.lab.fault;

import static dev.goodgate.lab.fault.Wording.CHUNKED;
import static dev.goodgate.lab.fault.Wording.END;
import static dev.goodgate.lab.fault.Wording.LAST_CHUNK;
import static dev.goodgate.lab.fault.Wording.TYPE;
import static dev.goodgate.lab.fault.Wording.head;
import static dev.goodgate.lab.fault.Wording.length;
import static dev.goodgate.lab.fault.Wording.send;

import dev.goodgate.lab.fault.Fault.Blemish;
import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Tongue;
import dev.goodgate.lab.fault.Script.Finish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Scripts whose answer goes wrong in its head. */
final class HeadScripts {
  private static final String BODY = "hello\n";

  /** Fatal alert "unexpected_message": what a TLS server says to {@code GET}. */
  private static final String TLS_ALERT = "\u0015\u0003\u0003\0\u0002\u0002\n";

  /** An empty SETTINGS frame, RFC 9113 6.5. */
  private static final String HTTP2_SETTINGS = "\0\0\0\u0004\0\0\0\0\0";

  private HeadScripts() {}

  static Script of(Fault.BrokenHead fault) {
    return switch (fault) {
      case Fault.StallsInHead() -> partHead(new Finish.Stall(true));
      case Fault.EndsInHead(End by) -> partHead(Script.finish(by));
    };
  }

  static Script of(Fault.WrongHead fault, Asked asked) {
    return switch (fault) {
      case Fault.SpeaksOther(Tongue tongue) -> closing(banner(tongue));
      case Fault.AnswersTls() -> closing(TLS_ALERT);
      case Fault.AnswersHttp2() -> closing(HTTP2_SETTINGS);
      case Fault.InvalidStatusLine(String line) ->
          closing(line + END + TYPE + END + length(BODY.length()) + END + END + BODY);
      case Fault.InvalidHeaderName(String name) ->
          closing(head(200, TYPE, name + ": x", length(BODY.length())) + BODY);
      case Fault.InvalidHeaderValue(Blemish blemish) ->
          closing(head(200, TYPE, "X-Note: " + value(blemish), length(BODY.length())) + BODY);
      case Fault.ConflictingLengths(long first, long second) ->
          closing(head(200, TYPE, length(first), length(second)) + filler(first, second));
      case Fault.InvalidLength(String value) ->
          closing(head(200, TYPE, "Content-Length: " + value) + BODY);
      case Fault.LengthAndChunked() ->
          closing(head(200, TYPE, length(BODY.length()), CHUNKED) + chunked());
      case Fault.DuplicateCoding() -> closing(head(200, TYPE, CHUNKED, CHUNKED) + chunked());
      case Fault.UnknownCoding(String coding) ->
          closing(head(200, TYPE, "Transfer-Encoding: " + coding) + BODY);
      case Fault.HugeHead(long size) ->
          closing(head(200, "X-Huge: " + "h".repeat((int) size), length(BODY.length())) + BODY);
      case Fault.ManyFields(int count) -> closing(head("HTTP/1.1", 200, fields(count)) + BODY);
      case Fault.SwitchesUnasked(String to) ->
          new Script(
              List.of(Wording.READ_ALL, send(head(101, "Connection: Upgrade", "Upgrade: " + to))),
              new Finish.Stall(true));
      case Fault.EndlessInterim(int count) -> {
        Script plain = SoundScripts.answer(Fault.Healthy.PLAIN, asked);
        yield new Script(
            List.of(
                Wording.READ_ALL,
                send(SoundScripts.interim(103).repeat(count)),
                plain.acts().getLast()),
            new Finish.Next(Optional.empty()));
      }
    };
  }

  private static Script partHead(Finish finish) {
    String part = "HTTP/1.1 200 OK" + END + TYPE + END + "X-Cut: he";
    return new Script(List.of(Wording.READ_ALL, send(part)), finish);
  }

  private static Script closing(String bytes) {
    return new Script(List.of(Wording.READ_ALL, send(bytes)), new Finish.Close());
  }

  private static String banner(Tongue tongue) {
    return switch (tongue) {
      case SSH -> "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n";
      case SMTP -> "220 mail.example.com ESMTP\r\n";
      case BINARY -> "\u0000\u00ff\u0001\u00fe\u0080\u0007\u001b[2J\u00c3(";
    };
  }

  private static String value(Blemish blemish) {
    return switch (blemish) {
      case NUL -> "a\0b";
      case BARE_CR -> "a\rb";
      case ESCAPE -> "a\u001b[2Jb";
      case FOLD -> "a\r\n b";
    };
  }

  private static String filler(long first, long second) {
    return Wording.filler(Math.max(first, second));
  }

  private static String chunked() {
    return Wording.chunk(BODY) + LAST_CHUNK;
  }

  private static List<String> fields(int count) {
    List<String> fields = new ArrayList<>(Collections.nCopies(count, "X-F: v"));
    fields.add(length(BODY.length()));
    return fields;
  }
}
