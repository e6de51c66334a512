package dev.goodgate.gateway.connect;

import dev.goodgate.gateway.connect.http2.Http2Connection;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.traffic.Failure;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that may carry many exchanges, on its way or there, with those who wait for it. If
 * the endpoint takes one exchange at a time, the one who has waited longest gets all of it.
 */
final class Trunk implements ConnectionUser {
  private final SharedConnections all;
  private final Loop loop;
  private final UpstreamConnection connection;
  private final ArrayDeque<UpstreamConnection> waiting = new ArrayDeque<>(4);
  private @Nullable Http2Connection http2;
  private @Nullable UpstreamConnection heir;
  private boolean greets;
  private boolean ended;
  private long bornAt;
  private long idleSince = -1;
  private int lent;

  Trunk(SharedConnections all, EndpointConnections home, Loop loop) {
    this.all = all;
    this.loop = loop;
    this.connection = home.trunk(this);
  }

  // ---- those who wait

  void begin(UpstreamConnection first) {
    waiting.addLast(first);
    first.waitsFor(this);
    connection.connect();
  }

  /** One more waits, for what another has begun. */
  void join(UpstreamConnection lease, ConnectionUser user) {
    waiting.addLast(lease);
    lease.waitsFor(this);
    user.dialling(1);
    if (greets) {
      user.greeting();
    }
  }

  /** One who waits wants the next address; it is the first one's word that counts. */
  void turnToNextAddress(UpstreamConnection lease) {
    if (waiting.peekFirst() == lease) {
      connection.turnToNextAddress();
    }
  }

  /**
   * One who waited, or had a stream, wants it no more. Where the first has waited in vain, nobody
   * who comes from now on is to do the same.
   */
  void leave(UpstreamConnection lease) {
    if (waiting.peekFirst() == lease) {
      all.comesNoMore(this);
    }
    boolean _ = waiting.remove(lease);
    if (http2 != null) {
      all.tidy();
    } else if (waiting.isEmpty() && heir == null) {
      end();
    }
  }

  // ---- its connection on its way

  @Override
  public void dialling(int left) {
    greets = false;
    waiting.forEach(each -> each.user().dialling(left));
  }

  @Override
  public void greeting() {
    greets = true;
    waiting.forEach(each -> each.user().greeting());
  }

  @Override
  public void connected(UpstreamConnection there) {
    bornAt = loop.now();
    http2 = all.sharing(this, there.duplex());
    if (http2 == null) {
      handOver();
    } else {
      http2.begin();
      serve(http2, 1); // the others wait for the endpoint's word on how many it takes
    }
  }

  private void handOver() {
    UpstreamConnection first = waiting.removeFirst();
    List<UpstreamConnection> others = List.copyOf(waiting);
    waiting.clear();
    heir = first;
    first.inherits(connection);
    first.user().connected(first);
    others.forEach(UpstreamConnection::connect);
  }

  @Override
  public void notConnected(Failure failure) {
    ended = true;
    all.comesNoMore(this);
    if (http2 != null) { // it was there, and a defect of ours has cost it
      all.remove(this);
      http2.close(failure);
    } else if (heir != null) {
      heir.lost();
    }
    connection.close();
    failAll(failure);
  }

  private void failAll(Failure failure) {
    List<UpstreamConnection> failed = List.copyOf(waiting);
    waiting.clear();
    failed.forEach(each -> each.user().notConnected(failure));
  }

  /** It is made for many clients. */
  @Override
  public Ends ends() {
    return Ends.UNKNOWN;
  }

  @Override
  public boolean asksToSwitch() {
    return false;
  }

  // ---- its connection there

  @Override
  public void upstreamReady() {
    if (http2 == null) {
      if (heir != null) {
        heir.ready();
      }
      return;
    }
    http2.ready();
    if (http2.isSettled() || http2.isOver()) {
      admit(http2);
    }
    all.tidy();
  }

  /** Those who do not find room here look for another. */
  private void admit(Http2Connection there) {
    all.comesNoMore(this);
    serve(there, Integer.MAX_VALUE);
    if (!there.isSettled()) {
      failAll(there.unspoken());
      return;
    }
    List<UpstreamConnection> rest = List.copyOf(waiting);
    waiting.clear();
    rest.forEach(UpstreamConnection::connect);
  }

  private void serve(Http2Connection there, int most) {
    for (int served = 0; served < most && !waiting.isEmpty() && there.mayOpen(); served++) {
      UpstreamConnection next = waiting.removeFirst();
      lend(next);
      next.user().connected(next);
    }
  }

  boolean hasRoom() {
    return http2 != null && http2.isSettled() && http2.mayOpen();
  }

  /** Opens a stream. */
  void lend(UpstreamConnection lease) {
    if (http2 == null) {
      throw new IllegalStateException("not connected");
    }
    long idle = idleSince < 0 ? 0 : loop.now() - idleSince;
    lease.shares(this, http2.open(lease), new UpstreamConnection.Past(bornAt, idle, lent));
    lent++;
    idleSince = -1;
  }

  // ---- how it ends

  boolean isUnwanted() {
    return http2 != null && http2.isUnwanted();
  }

  boolean isDone() {
    return http2 != null && (http2.isOver() || (http2.isLeaving() && http2.isIdle()));
  }

  /** Whether the last to use it has left since this was asked. */
  boolean turnsIdle(long now) {
    boolean turns = idleSince < 0 && http2 != null && http2.isIdle() && waiting.isEmpty();
    if (turns) {
      idleSince = now;
    }
    return turns;
  }

  boolean isIdle() {
    return idleSince >= 0;
  }

  long idleSince() {
    return idleSince;
  }

  String dialled() {
    return connection.dialled();
  }

  void end() {
    if (ended) {
      return;
    }
    ended = true;
    all.remove(this);
    if (http2 == null) {
      connection.abort();
    } else {
      http2.close(null);
      connection.close();
      failAll(http2.unspoken());
    }
  }
}
