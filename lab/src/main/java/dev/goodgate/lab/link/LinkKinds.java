package dev.goodgate.lab.link;

import dev.goodgate.lab.link.LinkFault.End;
import dev.goodgate.lab.link.LinkFault.Told;
import dev.goodgate.lab.link.LinkFault.Way;
import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.menu.Parameters;
import java.util.List;
import java.util.stream.Stream;

/** The menu of what a stretch of network can do wrong. */
final class LinkKinds {
  private LinkKinds() {}

  static List<Kind<LinkFault>> all() {
    return Stream.of(whole(), lost(), ended()).flatMap(List::stream).toList();
  }

  private static List<Kind<LinkFault>> whole() {
    String group = "bytes arrive";
    return List.of(
        new Kind<>(group, "clear", "passes everything on", with -> new LinkFault.Clear()),
        new Kind<>(
            group,
            "delay",
            "passes everything on later, and by chance later still",
            with ->
                new LinkFault.Delays(
                    way(with, Way.BOTH), with.span("delay", "100ms"), with.span("jitter", "0ms"))),
        new Kind<>(
            group,
            "narrow",
            "passes so many bytes a second",
            with -> new LinkFault.Narrows(way(with, Way.BOTH), with.size("rate", "10KiB"))),
        new Kind<>(
            group,
            "stall",
            "holds bytes back for a time, once",
            with ->
                new LinkFault.Stalls(
                    way(with, Way.BACK), with.size("after", "0"), with.span("span", "2s"))),
        new Kind<>(
            group,
            "split",
            "writes byte by byte",
            with -> new LinkFault.Splits(way(with, Way.BOTH), with.number("piece", 1))),
        new Kind<>(
            group,
            "gather",
            "holds bytes back until there are many",
            with ->
                new LinkFault.Gathers(
                    way(with, Way.BOTH), with.size("size", "64KiB"), with.span("span", "50ms"))),
        new Kind<>(
            group,
            "corrupt",
            "turns over a bit of one byte",
            with -> new LinkFault.Corrupts(way(with, Way.BACK), with.size("after", "0"))));
  }

  private static List<Kind<LinkFault>> lost() {
    String group = "bytes are lost";
    return List.of(
        new Kind<>(
            group,
            "loss",
            "swallows what goes one way",
            with -> new LinkFault.Loses(way(with, Way.BACK), with.size("after", "0"))),
        new Kind<>(
            group,
            "cable-cut",
            "swallows everything, telling nobody",
            with -> new LinkFault.Loses(way(with, Way.BOTH), with.size("after", "0"))),
        new Kind<>(
            group,
            "leads-nowhere",
            "accepts, and never connects to the endpoint",
            with -> new LinkFault.LeadsNowhere()),
        new Kind<>(
            group,
            "middlebox-idle-drop",
            "forgets a connection that was idle",
            with -> new LinkFault.ForgetsIdle(with.span("idle", "1s"), with.flag("silent", true))));
  }

  private static List<Kind<LinkFault>> ended() {
    String group = "the connection ends";
    return List.of(
        new Kind<>(
            group,
            "reset-on-the-way",
            "resets, after so many bytes one way, at that age",
            with -> ends(with, End.RESET, with.choice("told", Told.BOTH))),
        new Kind<>(
            group,
            "close-on-the-way",
            "closes, after so many bytes one way, at that age",
            with -> ends(with, End.CLOSE, with.choice("told", Told.BOTH))),
        new Kind<>(
            group,
            "half-open",
            "closes one side and never tells the other",
            with -> ends(with, End.CLOSE, with.choice("told", Told.ENDPOINT))));
  }

  private static LinkFault ends(Parameters with, End by, Told told) {
    return new LinkFault.Ends(
        by, told, way(with, Way.BACK), with.size("after", "0"), with.span("age", "0ms"));
  }

  private static Way way(Parameters with, Way otherwise) {
    return with.choice("way", otherwise);
  }
}
