package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.exchange.Waiting;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.plan.Upstream;

/** What one exchange waits for: {@link Conduct} says how long, and the timer rings then. */
final class Waits {
  private final Conduct conduct;
  private final Loop loop;
  private final Timer timer;

  /** {@code limits} say how long a client may keep us waiting. */
  Waits(Loop loop, Limits limits, Runnable onTime) {
    this.conduct = new Conduct(limits.stall(), limits.leastRate());
    this.loop = loop;
    this.timer = loop.timer(onTime);
  }

  /** For a new exchange, of which nothing is known yet. */
  void begin() {
    conduct.begin(Timeouts.DEFAULT, 1, false, false, loop.now());
  }

  /** It is to be passed on to those who are given so much time. */
  void begin(Upstream to, Asked asked) {
    int attempts = to.retry().attempts();
    conduct.begin(to.timeouts(), attempts, asked.isIdempotent(), asked.isStream(), loop.now());
  }

  /** From now on it waits for this; the timer is set by {@link #arm}. */
  void await(Waiting what) {
    conduct.await(what, loop.now());
  }

  /** As above, where it is the client's turn: see {@link Conduct#awaitClient}. */
  void awaitClient(Waiting what, long own, long carried) {
    conduct.awaitClient(what, own, carried, loop.now());
  }

  void arm() {
    timer.set(conduct.looksAt());
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
