package dev.goodgate.gateway.connect;

import dev.goodgate.gateway.connect.http2.Http2Connection;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Those connections of one loop to one endpoint that carry many exchanges at once. Each exchange
 * gets a connection of its own, as it seems to it, which is a stream of one of these; another one
 * is made only when all are full, and those who come meanwhile wait for it together.
 */
final class SharedConnections {
  private static final Failure NOT_SPOKEN =
      Failure.of(Phase.CONNECT, Actor.ENDPOINT, Symptom.CLOSED_EARLY);

  /** What is told of a connection to those who share it. */
  record Shared(long bornAt, long idle, int earlier) {}

  private final EndpointConnections home;
  private final Loop loop;
  private final LongSupplier idleLimit;
  private final Timer retirement;
  private final List<Trunk> live = new ArrayList<>();
  private @Nullable Trunk coming;
  private boolean speaksHttp1;

  /** {@code idleLimit} says how long one that nobody uses is kept. */
  SharedConnections(EndpointConnections home, Loop loop, LongSupplier idleLimit) {
    this.home = home;
    this.loop = loop;
    this.idleLimit = idleLimit;
    this.retirement = loop.timer(this::retire);
  }

  /** Whether there is anything to share, as far as is known: an endpoint may speak HTTP/1 alone. */
  boolean isSpoken() {
    return !speaksHttp1;
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
      if (each.http2().isSettled() && each.http2().mayOpen()) {
        return each;
      }
    }
    return null;
  }

  /** Gets a stream for one who waits, perhaps before this returns. */
  void connect(UpstreamConnection lease, ConnectionUser user) {
    Trunk there = withRoom();
    if (there != null) {
      there.lend(lease);
      user.connected(lease);
      return;
    }
    Trunk next = coming;
    boolean first = next == null;
    if (next == null) {
      next = new Trunk();
      coming = next;
    }
    next.waiting.addLast(lease);
    lease.waitsFor(next.connection);
    if (first) {
      next.connection.connect();
    } else {
      user.dialling(1);
    }
  }

  /** One who waits wants the next address. */
  void turnToNextAddress(UpstreamConnection lease) {
    Trunk trunk = coming;
    if (trunk != null && trunk.waiting.peekFirst() == lease) {
      trunk.connection.turnToNextAddress();
    }
  }

  /** One who waited, or had a stream, wants it no more. */
  void leave(UpstreamConnection lease) {
    Trunk trunk = coming;
    if (trunk != null
        && trunk.waiting.remove(lease)
        && trunk.waiting.isEmpty()
        && !trunk.isThere()) {
      trunk.end();
    }
    tidy();
  }

  /** Closes those that nobody uses; the others go when they are done. */
  void flush() {
    for (Trunk each : List.copyOf(live)) {
      if (each.http2().isIdle()) {
        each.end();
      }
    }
    retirement.off();
  }

  /** Lets go of what is over, and notes since when the others have been idle. */
  private void tidy() {
    for (int i = live.size() - 1; i >= 0; i--) {
      Trunk trunk = live.get(i);
      Http2Connection http2 = trunk.http2();
      if (http2.isOver() || (http2.isLeaving() && http2.isIdle())) {
        trunk.end();
      } else if (http2.isIdle() && trunk.idleSince < 0) {
        trunk.idleSince = loop.now();
        retirement.set(loop.now() + idleLimit.getAsLong());
      }
    }
  }

  private void retire() {
    long next = Long.MAX_VALUE;
    for (Trunk each : List.copyOf(live)) {
      long due = each.idleSince + idleLimit.getAsLong();
      if (each.http2().isIdle() && each.idleSince >= 0) {
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

  /** One connection, on its way or there, with those who wait for it. */
  private final class Trunk implements ConnectionUser {
    private final UpstreamConnection connection = home.trunk(this);
    private final ArrayDeque<UpstreamConnection> waiting = new ArrayDeque<>();
    private @Nullable Http2Connection shared;
    private @Nullable UpstreamConnection alone;
    private long idleSince = -1;
    private long bornAt;
    private int lent;

    Http2Connection http2() {
      if (shared == null) {
        throw new IllegalStateException("not connected");
      }
      return shared;
    }

    void lend(UpstreamConnection lease) {
      long idle = idleSince < 0 ? 0 : loop.now() - idleSince;
      lease.shares(connection, http2().open(lease), new Shared(bornAt, idle, lent));
      lent++;
      idleSince = -1;
    }

    @Override
    public void dialling(int left) {
      waiting.forEach(each -> each.user().dialling(left));
    }

    @Override
    public void greeting() {
      waiting.forEach(each -> each.user().greeting());
    }

    boolean isThere() {
      return shared != null;
    }

    @Override
    public void connected(UpstreamConnection there) {
      bornAt = loop.now();
      Duplex over = there.duplex();
      shared = home.sharing(over);
      if (shared == null) {
        coming = null;
        speaksHttp1 = true;
        handOver(there);
        return;
      }
      live.add(this);
      shared.begin();
      serve(1); // the others wait for the endpoint's word on how many it takes
    }

    /** The endpoint turns out to take one exchange at a time: the first one gets the connection. */
    private void handOver(UpstreamConnection there) {
      UpstreamConnection first = waiting.pollFirst();
      List<UpstreamConnection> others = List.copyOf(waiting);
      waiting.clear();
      if (first == null) {
        there.close();
      } else {
        alone = first;
        first.becomes(there.duplex(), bornAt);
        first.user().connected(first);
      }
      others.forEach(UpstreamConnection::connect);
    }

    private void serve(int most) {
      for (int served = 0; served < most && !waiting.isEmpty() && http2().mayOpen(); served++) {
        UpstreamConnection next = waiting.removeFirst();
        lend(next);
        next.user().connected(next);
      }
    }

    /** It is made for many clients. */
    @Override
    public Ends ends() {
      return Ends.UNKNOWN;
    }

    @Override
    public void notConnected(Failure failure) {
      if (shared != null) { // a defect of ours has cost it
        live.remove(this);
        shared.lose(failure);
      }
      if (coming == this) {
        coming = null;
      }
      List<UpstreamConnection> all = List.copyOf(waiting);
      waiting.clear();
      all.forEach(each -> each.user().notConnected(failure));
    }

    @Override
    public void upstreamReady() {
      if (alone != null) {
        alone.ready();
        return;
      }
      http2().ready();
      if (http2().isSettled() || http2().isOver()) {
        admit();
      }
      tidy();
    }

    /** Those who do not find room here look for another. */
    private void admit() {
      if (coming == this) {
        coming = null;
      }
      serve(Integer.MAX_VALUE);
      List<UpstreamConnection> rest = List.copyOf(waiting);
      waiting.clear();
      if (http2().isSettled()) {
        rest.forEach(UpstreamConnection::connect);
      } else {
        rest.forEach(each -> each.user().notConnected(NOT_SPOKEN));
      }
    }

    void end() {
      live.remove(this);
      if (coming == this) {
        coming = null;
      }
      if (shared == null) {
        connection.abort();
      } else {
        shared.close();
      }
    }
  }
}
