package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.exchange.Waiting;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.Duration;

/** What one exchange waits for: {@link Conduct} says how long, and the timer rings then. */
final class Waits {
  private final Conduct conduct = new Conduct();
  private final Loop loop;
  private final Duration stall;
  private final Timer timer;

  /** {@code stall} is how long a client may keep us waiting. */
  Waits(Loop loop, Duration stall, Runnable onTime) {
    this.loop = loop;
    this.stall = stall;
    this.timer = loop.timer(onTime);
  }

  /** For a new exchange, of which nothing is known yet. */
  void begin() {
    conduct.begin(Timeouts.DEFAULT, 1, false, stall, loop.now());
  }

  /** It is to be passed on to those who are given so much time. */
  void begin(Upstream to, boolean idempotent) {
    conduct.begin(to.timeouts(), to.retry().attempts(), idempotent, stall, loop.now());
  }

  /** From now on it waits for this; the timer is set by {@link #arm}. */
  void await(Waiting what) {
    conduct.await(what, loop.now());
  }

  void arm() {
    timer.set(conduct.deadline());
  }

  void off() {
    timer.off();
  }

  Waiting now() {
    return conduct.waiting();
  }

  Conduct conduct() {
    return conduct;
  }
}
