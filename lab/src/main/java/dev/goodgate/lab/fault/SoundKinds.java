package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.Framing;
import dev.goodgate.lab.fault.Fault.Healthy;
import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.menu.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Faults with a good answer in the end. */
final class SoundKinds {
  private SoundKinds() {}

  static List<Kind<Fault>> all() {
    String group = "answers in the end";
    return List.of(
        new Kind<>(
            group,
            "healthy",
            "answers well, telling who it is and what was asked",
            with -> healthy(with)),
        new Kind<>(
            group,
            "slow-first-byte",
            "answers well after a delay",
            with -> new Fault.SlowFirstByte(with.span("delay", "2s"))),
        new Kind<>(
            group,
            "slow-body",
            "sends the body in drips",
            with ->
                new Fault.SlowBody(
                    with.size("size", "200"),
                    with.size("piece", "10"),
                    with.span("pause", "100ms"))),
        new Kind<>(
            group,
            "interim-replies",
            "sends interim replies (100, 102, 103) before the final one",
            with -> new Fault.InterimReplies(with.number("status", 103), with.number("count", 1))),
        new Kind<>(
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
}
