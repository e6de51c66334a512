package dev.goodgate.gateway.connect;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.SocketEvents;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection to an endpoint: on its way, in use, or waiting for the next user. */
public final class UpstreamConnection implements SocketEvents {
  private final EndpointConnections home;
  private final List<SocketAddress> addresses;
  private final int firstAddress;
  private int triedAddresses;
  private @Nullable Duplex socket;
  private boolean bare;
  private boolean born;
  private @Nullable ConnectionUser user;
  private long bornAt;
  private long idleSince;
  private long idleBefore;
  private int served;
  private boolean lease;
  private @Nullable Trunk trunk;

  /**
   * Not connected yet; the addresses will be tried one after the other, beginning with the one at
   * {@code first}.
   */
  UpstreamConnection(
      EndpointConnections home, List<SocketAddress> addresses, int first, ConnectionUser user) {
    this.home = home;
    this.addresses = addresses;
    this.firstAddress = first;
    this.user = user;
  }

  /** Connects; the user is told, perhaps before this returns. */
  public void connect() {
    if (user != null) {
      home.connect(this, user);
    }
  }

  /** Gives up the address that is dialled for the next, which must be there. */
  public void turnToNextAddress() {
    if (user != null && (lease || addressesLeft() > 1)) {
      home.dialNext(this, user);
    }
  }

  /** What is spoken over: the socket of a connection that is there, or what was put over it. */
  public Duplex duplex() {
    if (socket == null) {
      throw new IllegalStateException("not connected");
    }
    return socket;
  }

  /** Whether it has carried an exchange before. */
  public boolean isReused() {
    return served > 0;
  }

  /** What is known of it, null where it never came to be. */
  public @Nullable ConnectionFacts facts(long now) {
    if (socket == null || !born) {
      return null;
    }
    return new ConnectionFacts(
        served > 0,
        served,
        Duration.ofNanos(Math.max(0, now - bornAt)),
        Duration.ofNanos(idleBefore),
        socket.isClosed() ? "" : text(socket.localAddress()));
  }

  /** What the endpoint said beside its answers; empty where nothing. */
  public String aside() {
    return socket == null ? "" : socket.aside();
  }

  /** The ends of the connection of whoever is served by this one. */
  public Ends ends() {
    return user == null ? Ends.UNKNOWN : user.ends();
  }

  /** What is dialled, empty where there is no address. */
  public String dialled() {
    if (trunk != null) {
      return trunk.dialled();
    }
    return hasAddress() ? text(address()) : "";
  }

  /** Whether it may turn out to carry several exchanges at once. */
  public boolean mayBeShared() {
    return user instanceof Trunk;
  }

  /** Gives it back: the last exchange on it has ended cleanly on both sides. */
  public void giveBack(int advertisedSeconds) {
    leave();
    served++;
    home.keep(this, advertisedSeconds);
  }

  /** Ends it. */
  public void close() {
    leave();
    if (socket != null) {
      socket.close();
    }
    leaveTrunk();
  }

  /** Ends it with a reset, so that the endpoint stops working for nobody. */
  public void abort() {
    leave();
    if (socket != null) {
      socket.abort();
    }
    leaveTrunk();
  }

  private void leave() {
    if (user != null) {
      user = null;
      if (!lease) {
        home.free();
      }
    }
  }

  /** One that is a part of another, or was to be, is so no more. */
  void leaveTrunk() {
    if (lease && trunk != null) {
      trunk.leave(this);
    }
  }

  @Override
  public void ready() {
    if (user == null) {
      home.idleChanged(this);
    } else if (duplex().isConnected()) {
      user.upstreamReady();
    } else {
      home.connectChanged(this, user);
    }
  }

  /** What its user throws costs its user alone: so it was while it was made, or while idle. */
  @Override
  public void lost() {
    if (user == null) {
      home.forget(this);
    } else {
      user.notConnected(Failure.of(Phase.CONNECT, Actor.GATEWAY, Symptom.INTERNAL));
    }
  }

  /** It will be a part of one that is shared, or turn out to be one by itself. */
  UpstreamConnection leased() {
    lease = true;
    return this;
  }

  boolean isLease() {
    return lease;
  }

  void waitsFor(Trunk coming) {
    trunk = coming;
  }

  /** What is told of a connection to those who share it. */
  record Past(long bornAt, long idle, int earlier) {}

  /** It is a part of one that is there. */
  void shares(Trunk there, Duplex part, Past known) {
    trunk = there;
    socket = part;
    born(known.bornAt());
    idleBefore = known.idle();
    served = known.earlier();
  }

  /** What it was to be a part of cannot be shared: it is all of it. */
  void inherits(UpstreamConnection whole) {
    lease = false;
    socket = whole.socket;
    born(whole.bornAt);
  }

  /** One who waits for a part of another wants its next address. */
  void turnTrunkToNextAddress() {
    if (trunk != null) {
      trunk.turnToNextAddress(this);
    }
  }

  /** Who is told what happens to it. */
  ConnectionUser user() {
    if (user == null) {
      throw new IllegalStateException("nobody uses it");
    }
    return user;
  }

  void dialled(Duplex socket) {
    this.socket = socket;
    bare = true;
    born = false;
  }

  /** Whether it is a socket still, over which nothing was put. */
  boolean isBare() {
    return bare;
  }

  void dressed(Duplex over) {
    socket = over;
    bare = false;
  }

  /** The socket has connected. */
  void born(long now) {
    born = true;
    bornAt = now;
    idleBefore = 0;
  }

  void lend(ConnectionUser user, long now) {
    this.user = user;
    idleBefore = Math.max(0, now - idleSince);
  }

  void idleFrom(long now) {
    idleSince = now;
  }

  long idleSince() {
    return idleSince;
  }

  boolean hasAddress() {
    return !addresses.isEmpty();
  }

  SocketAddress address() {
    return addresses.get((firstAddress + triedAddresses) % addresses.size());
  }

  /** How many addresses have not failed, the one that is dialled included. */
  int addressesLeft() {
    return addresses.size() - triedAddresses;
  }

  /** Turns to the next address; false when all have been tried. */
  boolean nextAddress() {
    if (addressesLeft() <= 1) {
      return false;
    }
    triedAddresses++;
    return true;
  }

  private static String text(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? new HostPort(inet.getAddress().getHostAddress(), inet.getPort()).toString()
        : address.toString();
  }
}
