package dev.goodgate.lab.rude;

import static dev.goodgate.lab.rude.Asking.GET;
import static dev.goodgate.lab.rude.Asking.READ;

import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.rude.Rudeness.Move;
import java.util.List;

/** Clients that are too many, or ask too much. */
final class FloodKinds {
  private static final String GROUP = "too many";

  private FloodKinds() {}

  static List<Kind<Rudeness>> all() {
    return List.of(
        new Kind<>(
            GROUP,
            "pipelines",
            "asks many times without waiting for an answer",
            with ->
                Rudeness.moves(
                    new Move.Send(SlowKinds.gets(with, with.number("count", 100))), READ)),
        new Kind<>(
            GROUP,
            "endless-head",
            "sends fields for ever",
            with ->
                Rudeness.moves(
                    new Move.Send("GET / HTTP/1.1\r\nHost: lab.test\r\n"),
                    new Move.Repeat(
                        "X-Flood: " + "f".repeat(100) + "\r\n",
                        with.number("times", 0),
                        with.span("pause", "0ms")),
                    READ)),
        new Kind<>(
            GROUP,
            "crowd",
            "comes with many connections at once, which all ask and stay",
            with ->
                new Rudeness.Crowd(
                    with.number("connections", 100),
                    Rudeness.moves(new Move.Send(GET), new Move.Rest(with.span("span", "2s"))))),
        new Kind<>(
            GROUP,
            "hoarders",
            "holds many connections without a word",
            with ->
                new Rudeness.Crowd(
                    with.number("connections", 100),
                    Rudeness.moves(new Move.Rest(with.span("span", "2s"))))),
        new Kind<>(
            GROUP,
            "slow-crowd",
            "sends its head in drips, on many connections",
            with ->
                new Rudeness.Crowd(
                    with.number("connections", 100),
                    Rudeness.moves(new Move.Drip(GET, 1, with.span("pause", "500ms")), READ))),
        new Kind<>(
            GROUP,
            "rapid-resets",
            "asks and resets, on many connections",
            with ->
                new Rudeness.Crowd(
                    with.number("connections", 100),
                    Rudeness.moves(new Move.Send(GET), new Move.Reset()))));
  }
}
