package dev.goodgate.trials.simulation;

import dev.goodgate.lab.virtual.Choices;
import dev.goodgate.lab.virtual.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * An endpoint that is well for hours, then ill for moments or hours. It closes connections that
 * were idle for longer than it likes, which the gateway learns a moment later; or something on the
 * way forgets them, and nobody is told.
 */
final class VirtualEndpoint {
  private static final List<Mood> MOODS = List.of(Mood.values());
  private static final Duration MOMENT = Duration.ofMillis(20);

  private final VirtualTime time;
  private final Choices choices;
  private final long keepAlive;
  private final long learned;
  private final Deque<Long> idleSince = new ArrayDeque<>();
  private Mood mood = Mood.WELL;
  private boolean retired;

  VirtualEndpoint(VirtualTime time, Choices choices) {
    this.time = time;
    this.choices = choices;
    this.keepAlive = choices.span(Duration.ofSeconds(1), Duration.ofMinutes(2)).toNanos();
    this.learned = choices.chance(0.1) ? Long.MAX_VALUE : keepAlive + MOMENT.toNanos();
    turnLater();
  }

  Mood mood() {
    return mood;
  }

  /** Whether there is an idle connection that is not known to be closed. */
  boolean hasIdle() {
    while (!idleSince.isEmpty() && time.nanos() - idleSince.peekLast() > learned) {
      idleSince.removeLast();
    }
    return !idleSince.isEmpty();
  }

  /** Takes the one used last; true if it is closed. */
  boolean takeIdle() {
    return time.nanos() - idleSince.pop() > keepAlive || mood == Mood.REFUSING;
  }

  void giveBack() {
    if (idleSince.size() < 100) {
      idleSince.push(time.nanos());
    }
  }

  /** Its moods change no more, so that time can run out. */
  void retire() {
    retired = true;
  }

  private void turnLater() {
    Duration lasting =
        mood == Mood.WELL
            ? choices.untilNext(Duration.ofHours(8))
            : choices.span(Duration.ofMillis(50), Duration.ofHours(8));
    time.after(
        lasting,
        () -> {
          if (!retired) {
            mood = mood == Mood.WELL ? choices.oneOf(MOODS) : Mood.WELL;
            turnLater();
          }
        });
  }
}
