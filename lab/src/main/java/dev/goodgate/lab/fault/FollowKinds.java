package dev.goodgate.lab.fault;

import static dev.goodgate.lab.fault.FormKinds.BODY;
import static dev.goodgate.lab.fault.FormKinds.LENGTH;
import static dev.goodgate.lab.fault.Wording.CHUNKED;
import static dev.goodgate.lab.fault.Wording.END;
import static dev.goodgate.lab.fault.Wording.LAST_CHUNK;
import static dev.goodgate.lab.fault.Wording.TYPE;
import static dev.goodgate.lab.fault.Wording.head;
import static dev.goodgate.lab.fault.Wording.length;

import dev.goodgate.lab.fault.Fault.Then;
import dev.goodgate.lab.flaw.BodyForms;
import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.menu.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Faults in what follows a head: bodies in disguise, other answers, other protocols, floods. */
final class FollowKinds {
  private static final String ANSWER = head(200, TYPE, LENGTH) + BODY;

  private FollowKinds() {}

  /** What answers one who asked for another protocol. */
  enum Upgrade {
    REFUSED,
    NOT_FOUND,
    REDIRECTED,
    WRONG_ACCEPT,
    NO_UPGRADE_FIELD,
    OTHER_PROTOCOL,
    CLOSES,
    RESETS,
    GARBAGE,
    STALLS;

    private Fault fault() {
      return switch (this) {
        case REFUSED -> new Fault.Says(ANSWER, Then.KEEP);
        case NOT_FOUND -> new Fault.Says(head(404, length(0)), Then.KEEP);
        case REDIRECTED -> new Fault.Says(head(302, "Location: /login", length(0)), Then.KEEP);
        case WRONG_ACCEPT -> new Fault.Upgrades(false, "", Then.STALL);
        case NO_UPGRADE_FIELD -> new Fault.Says(head(101, "Connection: Upgrade"), Then.STALL);
        case OTHER_PROTOCOL ->
            new Fault.Says(head(101, "Connection: Upgrade", "Upgrade: other/1"), Then.STALL);
        case CLOSES -> new Fault.Upgrades(true, "", Then.CLOSE);
        case RESETS -> new Fault.Upgrades(true, "", Then.RESET);
        case GARBAGE -> new Fault.Upgrades(true, "\u00ff\u00fe\u00fd garbage", Then.CLOSE);
        case STALLS -> new Fault.Upgrades(true, "", Then.STALL);
      };
    }
  }

  /** What has no end. */
  enum Flood {
    HEAD("HTTP/1.1 200 OK" + END, "X-Flood: " + "f".repeat(100) + END),
    HEAD_LINE("HTTP/1.1 200 OK" + END + "X-Flood: ", "f".repeat(1_000)),
    REASON("HTTP/1.1 200 ", "f".repeat(1_000)),
    EMPTY_LINES("", END.repeat(100)),
    INTERIM("", "HTTP/1.1 103 Early Hints" + END + END),
    CHUNKS(head(200, TYPE, CHUNKED), Wording.chunk(BODY)),
    EXTENSION(head(200, TYPE, CHUNKED) + "6;x=", "f".repeat(1_000)),
    CHUNK_SIZE(head(200, TYPE, CHUNKED), "0".repeat(1_000)),
    TRAILERS(head(200, TYPE, CHUNKED) + "0" + END, "X-Flood: " + "f".repeat(100) + END),
    BYTES(head(200, TYPE, "Connection: close"), "f".repeat(1_000)),
    REPLIES("", ANSWER);

    private final String first;
    private final String piece;

    Flood(String first, String piece) {
      this.first = first;
      this.piece = piece;
    }
  }

  static List<Kind<Fault>> all() {
    return Stream.of(bodies(), replies()).flatMap(List::stream).toList();
  }

  private static List<Kind<Fault>> bodies() {
    String group = "the body";
    return List.of(
        new Kind<>(
            group,
            "bad-trailer",
            "sends a field after the last chunk that is wrong there",
            with ->
                FormKinds.said(
                    head(200, TYPE, CHUNKED)
                        + Wording.chunk(BODY)
                        + "0"
                        + END
                        + with.choice("form", BodyForms.Trailer.FORBIDDEN).bytes()
                        + END)),
        new Kind<>(
            group,
            "content-decoding-error",
            "says gzip of what is not, or not wholly",
            with -> new Fault.Says(with.choice("form", Gzip.PLAIN).answer(), Then.KEEP)),
        new Kind<>(
            group,
            "body-on-head",
            "sends a body with the answer to HEAD",
            with -> new Fault.Says(ANSWER, Then.KEEP)),
        new Kind<>(
            group,
            "response-body-too-large",
            "sends a body of that size, in chunks",
            with -> large(with.size("size", "16MiB"))),
        new Kind<>(
            group,
            "response-passed-as-http09",
            "sends a body without a head, as HTTP/0.9 did",
            with -> FormKinds.said("<p>" + BODY)),
        new Kind<>(
            group,
            "flood",
            "sends a part of its answer for ever, or 1 GiB of it",
            with -> flood(with)));
  }

  private static List<Kind<Fault>> replies() {
    String group = "one answer too many";
    return List.of(
        new Kind<>(
            group,
            "two-replies",
            "answers once more in the same breath",
            with -> new Fault.Says(ANSWER + second(with), Then.KEEP)),
        new Kind<>(
            group,
            "late-second-reply",
            "answers once more a little later, unasked",
            with -> new Fault.Repeats(ANSWER, second(with), 1, with.span("after", "100ms"), "")),
        new Kind<>(
            group,
            "odd-interim",
            "sends an interim reply that is odd, then the final one",
            with ->
                new Fault.Says(
                    Wording.repeated(
                            with.choice("form", BodyForms.Interim.WITH_LENGTH).bytes(),
                            with.number("count", 1))
                        + ANSWER,
                    Then.KEEP)),
        new Kind<>(
            group,
            "only-interim",
            "sends an interim reply, and no final one",
            with ->
                new Fault.Says(
                    SoundScripts.interim(with.number("status", 103)),
                    with.choice("then", Then.CLOSE))),
        new Kind<>(
            group,
            "endless-interim",
            "sends interim replies for ever, slowly",
            with ->
                new Fault.Repeats(
                    "",
                    SoundScripts.interim(with.number("status", 102)),
                    0,
                    with.span("pause", "100ms"),
                    "")),
        new Kind<>(
            group,
            "upgrade-failed",
            "fails whoever asks for another protocol",
            with ->
                new Fault.Sometimes(
                    new Conditions.FieldIs("upgrade", ""),
                    with.choice("form", Upgrade.REFUSED).fault())));
  }

  private static Fault flood(Parameters with) {
    Flood of = with.choice("of", Flood.HEAD);
    return new Fault.Repeats(
        of.first, of.piece, with.number("times", 0), with.span("pause", "0ms"), "");
  }

  /** In chunks of 1 KiB, so that nothing large is kept. */
  private static Fault large(long size) {
    Fault.checkBytes(size);
    String first = head(200, TYPE, CHUNKED);
    int whole = Math.toIntExact(size >> 10);
    String rest = Wording.filler(size & 1023);
    String last = (rest.isEmpty() ? "" : Wording.chunk(rest)) + LAST_CHUNK;
    return whole == 0
        ? FormKinds.said(first + last)
        : new Fault.Repeats(
            first, Wording.chunk(Wording.filler(1 << 10)), whole, Duration.ZERO, last);
  }

  /** Its status tells it from the first. */
  private static String second(Parameters with) {
    return head(with.number("status", 404), "X-Second: yes", length(0));
  }
}
