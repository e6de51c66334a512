package dev.goodgate.trials.load;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A load on one loop: a warm-up, then the time in which answers and flaws count. */
final class Measurement {
  /** Whoever fails this often will not be measured any more. */
  private static final long MAX_FLAWS = 10_000;

  private final Loop loop;
  private final Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
  private long answered;
  private boolean over;

  Measurement(Loop loop) {
    this.loop = loop;
  }

  /** Turns until it is over; {@code begins} is told when the warm-up is. */
  void run(List<LoadClient> clients, Duration warmUp, Duration span, Runnable begins) {
    clients.forEach(LoadClient::open);
    Timer end = loop.timer(() -> over = true);
    Timer begin =
        loop.timer(() -> {
          answered = 0;
          flaws.clear();
          begins.run();
          end.set(loop.exactNow() + span.toNanos());
        });
    begin.set(loop.exactNow() + warmUp.toNanos());
    while (!over) {
      loop.turn();
    }
    begin.drop();
    end.drop();
    clients.forEach(LoadClient::leave);
  }

  void answered() {
    answered++;
  }

  void count(Flaw flaw) {
    flaws.merge(flaw, 1L, Long::sum);
    over |= flaws.get(flaw) >= MAX_FLAWS;
  }

  boolean isOver() {
    return over;
  }

  Count result() {
    return new Count(answered, flaws);
  }
}
