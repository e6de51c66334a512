package dev.goodgate.gateway.connect;

import dev.goodgate.gateway.connect.http2.Http2Connection;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.traffic.Failure;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop to one endpoint. The one used last is lent first, so that the others
 * grow old and are retired before the endpoint closes them under a request.
 */
public final class EndpointConnections {
  private static final Duration DEFAULT_IDLE = Duration.ofSeconds(30);

  /**
   * A request that cannot be repeated gets only a connection that has waited no longer than this.
   */
  private static final long SURELY_FRESH = Duration.ofSeconds(4).toNanos();

  private final Loop loop;
  private final AddressBook.Entry entry;
  private final Dress dress;
  private final int max;
  private final boolean learns;
  private final Timer retirement;
  private final @Nullable SharedConnections shared;
  private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
  private long idleLimit;
  private int busy;

  /** Puts what is spoken to an endpoint over each socket that has connected to it. */
  public interface Dress {
    /** HTTP/1 in clear text: nothing. */
    Dress NONE = (socket, connection) -> socket;

    /**
     * What it returns may have more to do before it can carry bytes, such as a handshake: then it
     * says so by {@link Duplex#finishConnect}, and by {@link Duplex#trouble} why that failed.
     */
    Duplex over(Duplex socket, UpstreamConnection connection);

    /** Whether a connection may turn out to carry several exchanges at once. */
    default boolean mayShare() {
      return false;
    }

    /** What carries them over one that can carry bytes now; null where it takes one at a time. */
    default @Nullable Http2Connection sharing(Loop loop, Duplex over) {
      return null;
    }
  }

  /** {@code max} is how many may wait here. */
  public EndpointConnections(
      Loop loop, AddressBook.Entry entry, Dress dress, KeepAlive keepAlive, int max) {
    this.loop = loop;
    this.entry = entry;
    this.dress = dress;
    this.max = max;
    this.learns = keepAlive.idle().isEmpty();
    this.idleLimit = keepAlive.idle().orElse(DEFAULT_IDLE).toNanos();
    this.retirement = loop.timer(this::retire);
    this.shared = dress.mayShare() ? new SharedConnections(this, loop, () -> idleLimit) : null;
  }

  /**
   * A connection that waits here, or null. {@code repeatable} tells whether the request can be sent
   * again should the connection prove dead.
   */
  public @Nullable UpstreamConnection takeIdle(ConnectionUser user, boolean repeatable) {
    if (shared != null && isToShare(shared, user)) {
      UpstreamConnection lease = shared.take(user);
      if (lease != null) {
        return lease;
      }
    }
    for (UpstreamConnection last = idle.pollLast(); last != null; last = idle.pollLast()) {
      long waited = loop.now() - last.idleSince();
      if (last.duplex().mayRead() || waited >= idleLimit) {
        last.close(); // what can be read on an idle connection is its end, or something nobody
        // asked for
      } else if (!repeatable && waited > SURELY_FRESH) {
        idle.addLast(last);
        return null;
      } else {
        busy++;
        last.lend(user, loop.now());
        return last;
      }
    }
    return null;
  }

  /** A connection for {@link UpstreamConnection#connect}. */
  public UpstreamConnection fresh(ConnectionUser user) {
    return shared != null && isToShare(shared, user) ? lease(user) : trunk(user);
  }

  private static boolean isToShare(SharedConnections shared, ConnectionUser user) {
    return !user.asksToSwitch() && !shared.areUnwanted();
  }

  /** One that is to be a part of one that is shared. */
  UpstreamConnection lease(ConnectionUser user) {
    return new UpstreamConnection(this, entry.addresses(), 0, user).leased();
  }

  /** One with a socket of its own. */
  UpstreamConnection trunk(ConnectionUser user) {
    List<SocketAddress> addresses = entry.addresses();
    busy++;
    return new UpstreamConnection(this, addresses, entry.turn(addresses.size()), user);
  }

  @Nullable Http2Connection sharing(Duplex over) {
    return dress.sharing(loop, over);
  }

  void connect(UpstreamConnection connection, ConnectionUser user) {
    if (!connection.hasAddress()) {
      user.notConnected(entry.failure());
    } else if (connection.isLease() && shared != null) {
      shared.connect(connection, user);
    } else {
      dial(connection, user);
    }
  }

  private void dial(UpstreamConnection connection, ConnectionUser user) {
    user.dialling(connection.addressesLeft());
    Duplex socket =
        loop.dial(
            connection.address(),
            connection,
            errno -> failed(connection, user, ConnectFailures.of(errno, connection.address())));
    if (socket != null) {
      connection.dialled(socket);
      if (socket.isConnected()) {
        connectChanged(connection, user);
      }
    }
  }

  void connectChanged(UpstreamConnection connection, ConnectionUser user) {
    int result = connection.duplex().finishConnect();
    if (result == 0 && connection.isBare()) {
      connection.born(loop.now());
      connection.dressed(dress.over(connection.duplex(), connection));
      result = connection.duplex().finishConnect();
      if (result != 0) {
        user.greeting();
      }
    }
    if (result == 0) {
      user.connected(connection);
    } else if (result != Kernel.AGAIN) {
      Failure trouble = connection.duplex().trouble();
      connection.duplex().close();
      Failure seen = ConnectFailures.of(result, connection.address());
      failed(connection, user, trouble == null ? seen : trouble);
    }
  }

  private void failed(UpstreamConnection connection, ConnectionUser user, Failure failure) {
    if (connection.nextAddress()) {
      dial(connection, user);
    } else {
      connection.close();
      user.notConnected(failure);
    }
  }

  void dialNext(UpstreamConnection connection, ConnectionUser user) {
    if (connection.isLease()) {
      connection.turnTrunkToNextAddress();
      return;
    }
    connection.duplex().close();
    if (connection.nextAddress()) {
      dial(connection, user);
    }
  }

  void keep(UpstreamConnection connection, int advertisedSeconds) {
    if (connection.isLease()) {
      Http2Connection.release(connection.duplex());
      connection.leaveTrunk();
      return;
    }
    if (learns && advertisedSeconds >= 0) {
      idleLimit =
          Math.min(DEFAULT_IDLE.toNanos(), Duration.ofSeconds(advertisedSeconds).toNanos() * 4 / 5);
    }
    Duplex socket = connection.duplex();
    if (idle.size() >= max || socket.mayRead() || socket.isClosed() || idleLimit == 0) {
      connection.close();
    } else {
      connection.idleFrom(loop.now());
      idle.addLast(connection);
    }
    retireInTime(); // the limit may have become shorter for those that wait already
  }

  void idleChanged(UpstreamConnection connection) {
    if (connection.duplex().mayRead()) {
      connection.close();
      idle.remove(connection);
    }
  }

  /** One that waited was lost. */
  void forget(UpstreamConnection lost) {
    idle.remove(lost);
  }

  /** A connection is nobody's any more. */
  void free() {
    busy--;
  }

  /** How many connections carry an exchange, or are being made for one. */
  public int busy() {
    return shared == null ? busy : busy - shared.idle();
  }

  /** How many wait for one. */
  public int idle() {
    return shared == null ? idle.size() : idle.size() + shared.idle();
  }

  /** Closes every connection that waits here. */
  public void flush() {
    if (shared != null) {
      shared.flush();
    }
    for (UpstreamConnection each : idle) {
      each.close();
    }
    idle.clear();
    retirement.off();
  }

  private void retire() {
    UpstreamConnection oldest = idle.peekFirst();
    while (oldest != null && loop.now() - oldest.idleSince() >= idleLimit) {
      idle.removeFirst();
      oldest.close();
      oldest = idle.peekFirst();
    }
    retireInTime();
  }

  private void retireInTime() {
    UpstreamConnection oldest = idle.peekFirst();
    if (oldest != null) {
      retirement.set(oldest.idleSince() + idleLimit);
    }
  }
}
