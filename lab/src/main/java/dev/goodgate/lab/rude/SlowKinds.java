package dev.goodgate.lab.rude;

import static dev.goodgate.lab.rude.Asking.GET;
import static dev.goodgate.lab.rude.Asking.HOST;
import static dev.goodgate.lab.rude.Asking.READ;

import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.menu.Parameters;
import dev.goodgate.lab.rude.Rudeness.Move;
import java.util.List;
import java.util.stream.Stream;

/** Clients that take their time, and those that leave. */
final class SlowKinds {
  private static final int SMALL = 1_000;

  private SlowKinds() {}

  /** How a client goes. */
  enum By {
    CLOSE,
    RESET
  }

  static List<Kind<Rudeness>> all() {
    return Stream.of(slow(), leaving()).flatMap(List::stream).toList();
  }

  private static List<Kind<Rudeness>> slow() {
    String group = "slow";
    return List.of(
        new Kind<>(
            group,
            "slow-head",
            "sends its head in drips, as slowloris does",
            with ->
                Rudeness.moves(
                    new Move.Drip(GET, with.number("piece", 1), with.span("pause", "500ms")),
                    READ)),
        new Kind<>(
            group,
            "slow-body",
            "sends its body in drips",
            with ->
                Rudeness.moves(
                    new Move.Send(Asking.post(HOST, Asking.length(SMALL))),
                    new Move.Drip(
                        "u".repeat(SMALL), with.number("piece", 10), with.span("pause", "500ms")),
                    READ)),
        new Kind<>(
            group,
            "slow-read",
            "takes the answer in sips, with a tiny window",
            with ->
                new Rudeness.Alone(
                    List.of(
                        new Move.Send(get(with)),
                        new Move.Sip(
                            with.number("piece", 10),
                            with.span("pause", "100ms"),
                            with.number("limit", 1_000))),
                    true)),
        new Kind<>(
            group,
            "never-reads",
            "asks, and takes nothing of the answer",
            with ->
                new Rudeness.Alone(
                    List.of(
                        new Move.Send(gets(with, with.number("requests", 1))),
                        new Move.Sip(1, with.span("span", "5s"), 1)),
                    true)),
        new Kind<>(
            group,
            "silent",
            "connects and says nothing",
            with -> Rudeness.moves(new Move.Rest(with.span("span", "5s")))),
        new Kind<>(
            group,
            "idle",
            "asks once, and keeps the connection for nothing",
            with ->
                Rudeness.moves(new Move.Send(get(with)), new Move.Rest(with.span("span", "5s")))));
  }

  private static List<Kind<Rudeness>> leaving() {
    String group = "leaving";
    return List.of(
        leaving("leaves-in-head", "leaves when half its head is sent", "GET / HT"),
        leaving(
            "leaves-in-body",
            "leaves when half its body is sent",
            Asking.post(HOST, Asking.length(SMALL)) + "u".repeat(SMALL / 2)),
        new Kind<>(
            group,
            "leaves-before-reply",
            "asks, and leaves at once or after a while",
            with -> left(with, new Move.Send(get(with)), new Move.Rest(with.span("after", "0ms")))),
        new Kind<>(
            group,
            "leaves-in-reply",
            "leaves in the middle of the answer",
            with -> left(with, new Move.Send(get(with)), new Move.Read(with.number("after", 100)))),
        new Kind<>(
            group,
            "half-closes",
            "ends its stream after the request, and waits for the answer",
            with -> Rudeness.moves(new Move.Send(get(with)), new Move.FinishSending(), READ)),
        new Kind<>(
            group,
            "half-closes-in-body",
            "ends its stream in the middle of its body, and waits for an answer",
            with ->
                Rudeness.moves(
                    new Move.Send(Asking.post(HOST, Asking.length(SMALL)) + "u".repeat(10)),
                    new Move.FinishSending(),
                    READ)));
  }

  private static Kind<Rudeness> leaving(String name, String description, String bytes) {
    return new Kind<>("leaving", name, description, with -> left(with, new Move.Send(bytes)));
  }

  private static Rudeness left(Parameters with, Move... before) {
    return switch (with.choice("by", By.CLOSE)) {
      case CLOSE -> Rudeness.moves(before);
      case RESET ->
          new Rudeness.Alone(
              Stream.concat(Stream.of(before), Stream.of(new Move.Reset())).toList(), false);
    };
  }

  /** The same so many times in a row. */
  static String gets(Parameters with, int count) {
    String one = get(with);
    return one.repeat(RequestKinds.bounded((long) count * one.length()) / one.length());
  }

  static String get(Parameters with) {
    return Asking.head("GET " + with.text("path", "/") + " HTTP/1.1", HOST);
  }
}
