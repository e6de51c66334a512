package dev.goodgate.gateway.connect;

import dev.goodgate.gateway.connect.http2.Http2Connection;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Those connections of one loop to one endpoint that may carry many exchanges at once. Each
 * exchange gets a connection of its own, as it seems to it, which is a stream of one of these.
 *
 * <p>How it works: another connection is made only when all are full, and those who come meanwhile
 * wait for it together. Whether an endpoint shares at all may be known only when it has answered:
 * what it chose last is taken for what it will choose next. Where that was one exchange at a time
 * nobody waits for another's connection; whoever is then given one to share, shares it.
 */
final class SharedConnections {
  private final EndpointConnections home;
  private final Loop loop;
  private final LongSupplier idleLimit;
  private final Timer retirement;
  private final List<Trunk> live = new ArrayList<>();
  private @Nullable Trunk coming;
  private boolean sharedLast = true;
  private boolean unwanted;

  /** {@code idleLimit} says how long one that nobody uses is kept. */
  SharedConnections(EndpointConnections home, Loop loop, LongSupplier idleLimit) {
    this.home = home;
    this.loop = loop;
    this.idleLimit = idleLimit;
    this.retirement = loop.timer(this::retire);
  }

  /** Whether the endpoint has chosen to share, and then asked for HTTP/1.1 instead. */
  boolean areUnwanted() {
    return unwanted;
  }

  /** A stream of a connection that is there, or null. */
  @Nullable UpstreamConnection take(ConnectionUser user) {
    Trunk trunk = withRoom();
    if (trunk == null) {
      return null;
    }
    UpstreamConnection lease = home.lease(user);
    trunk.lend(lease);
    return lease;
  }

  private @Nullable Trunk withRoom() {
    for (Trunk each : live) {
      if (each.hasRoom()) {
        return each;
      }
    }
    return null;
  }

  /** Gets a connection for one who waits, perhaps before this returns. */
  void connect(UpstreamConnection lease, ConnectionUser user) {
    Trunk there = withRoom();
    if (there != null) {
      there.lend(lease);
      user.connected(lease);
    } else if (coming != null) {
      coming.join(lease, user);
    } else {
      Trunk next = new Trunk(this, home, loop);
      coming = sharedLast ? next : null;
      next.begin(lease);
    }
  }

  /** What an endpoint has chosen, over a connection that is there: null for one at a time. */
  @Nullable Http2Connection sharing(Trunk trunk, Duplex over) {
    Http2Connection http2 = home.sharing(over);
    sharedLast = http2 != null;
    if (http2 == null) {
      comesNoMore(trunk);
    } else {
      live.add(trunk);
    }
    return http2;
  }

  /** Nobody else is to wait for it. */
  void comesNoMore(Trunk trunk) {
    if (coming == trunk) {
      coming = null;
    }
  }

  void remove(Trunk trunk) {
    comesNoMore(trunk);
    live.remove(trunk);
  }

  /** Lets go of what is over, and notes since when the others have been idle. */
  void tidy() {
    for (int i = live.size() - 1; i >= 0; i = Math.min(i, live.size()) - 1) { // ends may follow
      Trunk trunk = live.get(i);
      unwanted |= trunk.isUnwanted();
      if (trunk.isDone()) {
        trunk.end();
      } else if (trunk.turnsIdle(loop.now())) {
        retirement.set(loop.now() + idleLimit.getAsLong());
      }
    }
  }

  private void retire() {
    long next = Long.MAX_VALUE;
    for (Trunk each : List.copyOf(live)) {
      if (each.isIdle()) {
        long due = each.idleSince() + idleLimit.getAsLong();
        if (due <= loop.now()) {
          each.end();
        } else {
          next = Math.min(next, due);
        }
      }
    }
    if (next < Long.MAX_VALUE) {
      retirement.set(next);
    }
  }

  /** Closes those that nobody uses; the others go when they are done. */
  void flush() {
    for (Trunk each : List.copyOf(live)) {
      if (each.isIdle()) {
        each.end();
      }
    }
    retirement.off();
  }

  /** How many nobody uses. */
  int idle() {
    int idle = 0;
    for (Trunk each : live) {
      idle += each.isIdle() ? 1 : 0;
    }
    return idle;
  }
}
