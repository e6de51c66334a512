package dev.goodgate.gateway.exchange;

import java.time.Duration;

/**
 * How long a client may still keep the gateway waiting. Pure, and used for one exchange after the
 * other.
 *
 * <p>How it works: a bucket of patience. It empties as time passes while the client is waited for,
 * and only then; each byte that goes fills it by the time that a byte may take at the least rate,
 * up to {@code stall}. So one that says nothing has {@code stall}, and one that drips has that
 * once. On a connection that many exchanges share the bytes of all fill it, for they share its
 * speed too; but each must move within {@code stall} itself.
 */
final class Credit {
  private static final double SECOND = 1e9;

  private final long stall;

  /** So many bytes fill it, however empty it was. */
  private final long enough;

  private boolean running;
  private long left;
  private long lookedAt;
  private long movedAt;
  private long own;
  private long carried;

  /** {@code leastRate} is in bytes a second; 0 where any byte will do. */
  Credit(Duration stall, int leastRate) {
    this.stall = stall.toNanos();
    this.enough = Math.max(1, (long) (this.stall / SECOND * leastRate));
  }

  void begin() {
    running = false;
    left = stall;
    own = carried = 0;
  }

  /** The client is waited for: see {@link Conduct#awaitClient}. */
  void await(long own, long carried, long now) {
    stop(now);
    if (!running || own > this.own) {
      movedAt = now;
    }
    left = Math.min(stall, left + worth(carried - this.carried));
    this.own = Math.max(this.own, own); // who looks more closely may have seen more before
    this.carried = Math.max(this.carried, carried);
    running = true;
    lookedAt = now;
  }

  /** The client is not waited for any more. */
  void rest(long now) {
    stop(now);
    running = false;
  }

  private void stop(long now) {
    if (running) {
      left = Math.max(0, left - (now - lookedAt));
    }
  }

  private long worth(long bytes) {
    return bytes >= enough ? stall : Math.max(0, bytes) * (stall / enough);
  }

  boolean isRunning() {
    return running;
  }

  /** When a client that keeps silent has been silent for too long. */
  long silentUntil() {
    return movedAt + stall;
  }

  /** When it is time to look more closely than at what has gone from here, if it still is. */
  long looksAt() {
    long halfWay = movedAt + stall / 2;
    return halfWay > lookedAt ? halfWay : Long.MAX_VALUE;
  }

  /** When it is used up. */
  long lasts() {
    return lookedAt + left;
  }

  /** Since when somebody would have been silent who had as little left, or longer. */
  long owedSince() {
    return Math.min(silentUntil(), lasts()) - stall;
  }
}
