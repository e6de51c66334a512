package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Stance;
import dev.goodgate.lab.fault.Fault.Then;
import dev.goodgate.lab.menu.Menu.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Faults of an application, its workers and its wishes. */
final class StagedKinds {
  private static final Duration NEVER = Duration.ofDays(1);

  private StagedKinds() {}

  static List<Kind<Fault>> application() {
    return Stream.of(lives(), workers()).flatMap(List::stream).toList();
  }

  static List<Kind<Fault>> wishes() {
    return Stream.of(requests(), protocols()).flatMap(List::stream).toList();
  }

  private static List<Kind<Fault>> lives() {
    String group = "the process";
    return List.of(
        new Kind<>(
            group,
            "upstream-crash",
            "dies of a request, and refuses for a while",
            with ->
                new Fault.Crashes(
                    with.number("answered", 0), with.span("refusing", "1s"), Duration.ZERO)),
        new Kind<>(
            group,
            "upstream-restarting",
            "dies of a request, refuses for a while, closes what comes for a while, is well again",
            with ->
                new Fault.Crashes(
                    with.number("answered", 0),
                    with.span("refusing", "500ms"),
                    with.span("closing", "500ms"))),
        new Kind<>(
            group,
            "upstream-not-ready",
            "refuses for a while before it is well",
            with -> new Fault.ComesUpLate(with.span("after", "1s"))),
        new Kind<>(
            group,
            "upstream-not-running",
            "was never started: nothing listens",
            with -> new Fault.Stands(Stance.REFUSING)),
        new Kind<>(
            group,
            "upstream-worker-timeout-kill",
            "reads the request, and ends without a word after a constant time",
            with -> new Fault.EndsLate(with.span("after", "2s"), with.choice("by", End.CLOSE))),
        new Kind<>(
            group,
            "upstream-worker-recycle",
            "ends a connection after some requests, unannounced unless told otherwise",
            with ->
                new Fault.ClosesAfter(with.number("requests", 2), with.flag("announced", false))));
  }

  private static List<Kind<Fault>> workers() {
    String group = "the workers";
    return List.of(
        new Kind<>(
            group,
            "upstream-worker-starvation",
            "works on few requests at a time: the others wait in a row",
            with -> new Fault.Busy(with.number("workers", 1), with.span("work", "1s"))),
        new Kind<>(
            group,
            "upstream-workers-stuck",
            "its workers never finish what they took",
            with -> new Fault.Busy(with.number("workers", 2), NEVER)),
        new Kind<>(
            group,
            "upstream-cpu-or-gc-stall",
            "stands still now and then, for all at once",
            with -> new Fault.Pauses(with.span("every", "3s"), with.span("pause", "1s"))),
        new Kind<>(
            group,
            "upstream-dependency-slow",
            "is slow on some paths",
            with ->
                when(
                    new Conditions.TargetBegins(with.text("path", "/db")),
                    new Fault.SlowFirstByte(with.span("delay", "2s")))),
        new Kind<>(
            group,
            "total-timeout",
            "answers in drips that never pause for long, and hardly ever end",
            with ->
                new Fault.SlowBody(
                    with.size("size", "64KiB"),
                    with.size("piece", "10"),
                    with.span("pause", "100ms"))));
  }

  static List<Kind<Fault>> connections() {
    String group = "the ways of a connection";
    return List.of(
        new Kind<>(
            group,
            "slow-accept",
            "looks at a new connection only after a while",
            with -> new Fault.AcceptsLate(with.span("delay", "1s"))),
        new Kind<>(
            group,
            "slow-reader",
            "reads the body of a request in small pieces",
            with -> new Fault.ReadsSlowly(with.number("piece", 100), with.span("pause", "50ms"))),
        new Kind<>(
            group,
            "upstream-keepalive-broken",
            "answers the first request of a connection, and none after it",
            with ->
                when(
                    new Conditions.After(with.number("answered", 1)),
                    new Fault.StallsBeforeHead())),
        new Kind<>(
            group,
            "speaks-first",
            "answers before anything was asked, then closes",
            with ->
                new Fault.SpeaksFirst(
                    Wording.head(
                        with.number("status", 408), Wording.length(0), "Connection: close"))),
        new Kind<>(
            group, "urgent-byte", "sends a byte of urgent data", with -> new Fault.SendsUrgently()),
        new Kind<>(
            group,
            "half-close",
            "ends its stream after a good answer, and goes on taking bytes",
            with -> new Fault.Shaped(new Shapes.Leaves(Then.HALF_CLOSE), Fault.Healthy.PLAIN)),
        new Kind<>(
            group,
            "proxy-protocol-mismatch",
            "answers only those who begin with a PROXY line",
            with -> new Fault.WantsPreface(with.choice("otherwise", Then.CLOSE))),
        new Kind<>(
            group,
            "proxy-loop",
            "asks a port of this host the same, and passes on what comes",
            with -> new Fault.Forwards(with.number("port", 80))));
  }

  private static List<Kind<Fault>> requests() {
    String group = "wishes about the request";
    return List.of(
        new Kind<>(
            group,
            "expect-100-mismatch",
            "mishandles Expect: answers 417, or is silent with status 0",
            with ->
                new Fault.AnswersExpectation(
                    with.number("status", 417), with.choice("then", Then.CLOSE))),
        new Kind<>(
            group,
            "cookies-too-big",
            "refuses cookies over a size",
            with ->
                when(
                    new Conditions.FieldOver("cookie", with.size("limit", "4KiB")),
                    refusal(with.number("status", 431)))),
        new Kind<>(
            group,
            "uri-too-long",
            "refuses a first line over a size",
            with ->
                when(
                    new Conditions.LineOver(with.size("limit", "4KiB")),
                    refusal(with.number("status", 414)))),
        new Kind<>(
            group,
            "host-header-wrong",
            "knows one Host only",
            with ->
                unless(
                    new Conditions.FieldIs("host", with.text("host", "app.internal")),
                    refusal(with.number("status", 421)))),
        new Kind<>(
            group,
            "path-rewritten",
            "knows paths below one prefix only",
            with ->
                unless(
                    new Conditions.TargetBegins(with.text("path", "/app/")),
                    refusal(with.number("status", 404)))));
  }

  private static List<Kind<Fault>> protocols() {
    String group = "wishes about the request";
    return List.of(
        new Kind<>(
            group,
            "redirect-loop",
            "redirects to what was asked",
            with -> new Fault.Redirects(with.number("status", 302))),
        new Kind<>(
            group,
            "http-version-mismatch",
            "refuses HTTP/1.0",
            with ->
                when(new Conditions.VersionIs("HTTP/1.0"), refusal(with.number("status", 426)))),
        new Kind<>(
            group,
            "upgrade-header-missing",
            "refuses whoever does not ask to upgrade",
            with ->
                unless(
                    new Conditions.FieldIs("upgrade", "websocket"),
                    refusal(with.number("status", 426)))),
        new Kind<>(
            group,
            "upgrade-header-forced",
            "stalls on whoever sends Connection: upgrade",
            with ->
                when(
                    new Conditions.FieldIs("connection", "upgrade"),
                    new Fault.StallsBeforeHead())));
  }

  private static Fault when(Predicate<Asked> when, Fault fault) {
    return new Fault.Sometimes(when, fault);
  }

  private static Fault unless(Predicate<Asked> fine, Fault fault) {
    return new Fault.Sometimes(new Conditions.Not(fine), fault);
  }

  private static Fault refusal(int status) {
    String body = "Refused.\n";
    return new Fault.Says(
        Wording.head(status, Wording.TYPE, Wording.length(body.length()), "Connection: close")
            + body,
        Then.CLOSE);
  }
}
