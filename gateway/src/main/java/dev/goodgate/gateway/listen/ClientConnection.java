package dev.goodgate.gateway.listen;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.goodgate.gateway.listen.http2.Carrier;
import dev.goodgate.gateway.listen.http2.Desk;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.tls.SecureDuplex;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A client's connection, from its arrival to its end: whatever is said on it is a conversation. */
final class ClientConnection implements Loop.Accepted, Carrier {
  private final Acceptor door;
  private final Timer timer;
  private final int port;
  private boolean welcome;
  private @Nullable Workbench trustAsked;
  private boolean trusted;
  private @Nullable Duplex duplex;
  private final Reception reception;
  private byte[] address;
  private @Nullable Ends ends;
  private Conversation conversation;
  private boolean closed;

  /** {@code welcome} is false for a client too many, who is told so and sent away. */
  ClientConnection(Acceptor door, byte[] address, int port, boolean welcome, Reception reception) {
    this.door = door;
    this.address = address;
    this.port = port;
    this.reception = reception;
    this.welcome = welcome;
    this.timer = loop().timer(() -> conversation.onTime());
    this.conversation = new Http1Conversation(this, null);
  }

  @Override
  public void accepted(Duplex socket) {
    duplex = socket;
    if (reception.introducers() != null) {
      conversation = new ProxyGreeting(this, reception.introducers());
    } else if (reception.secured() != null) {
      conversation = new TlsGreeting(this, reception.secured());
    }
    conversation.begin();
  }

  /** The connection is passed on for somebody else, who is known by this from now on. */
  void introduced(Ends client) {
    ends = client;
    trustAsked = null;
    InetSocketAddress from = client.from();
    if (from != null) {
      address = from.getAddress().getHostAddress().getBytes(US_ASCII);
    }
  }

  /**
   * Who it is has been said: now begins what is said otherwise from the start. The first {@code
   * have} bytes of it stand where received bytes do.
   */
  void beginAnew(int have) {
    if (reception.secured() != null) {
      turnTo(new TlsGreeting(this, reception.secured(), have), duplex());
    } else {
      Http1Conversation next = new Http1Conversation(this, null);
      next.keepForLater(loop().scratch(), Loop.HEADROOM, have);
      turnTo(next, duplex());
    }
  }

  /** Whether what is said here is said in TLS. */
  boolean isSecured() {
    return reception.secured() != null;
  }

  @Override
  public void ready() {
    conversation.ready();
  }

  @Override
  public void lost() {
    try {
      conversation.lost();
    } finally {
      close();
    }
  }

  /** From now on this is what is said; {@code over} is what it is said over. */
  void turnTo(Conversation next, Duplex over) {
    duplex = over;
    conversation = next;
    next.begin();
  }

  @Override
  public void sayFarewell() {
    conversation.end();
    turnTo(new Farewell(this), duplex());
  }

  void drain() {
    conversation.drain();
  }

  void closeIfIdle() {
    conversation.closeIfIdle();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    timer.drop();
    conversation.end();
    if (duplex != null) {
      duplex.close();
    }
    door.left(this);
  }

  @Override
  public Duplex duplex() {
    if (duplex == null) {
      throw new IllegalStateException("not accepted");
    }
    return duplex;
  }

  Loop loop() {
    return door.bench().loop();
  }

  /** What a new exchange goes by. */
  @Override
  public Workbench bench() {
    return door.bench();
  }

  @Override
  public Timer timer() {
    return timer;
  }

  /** What connections in HTTP/2 share on this loop. */
  Desk desk() {
    return door.desk();
  }

  /** The client's address as text, without a port. */
  @Override
  public byte[] address() {
    return address;
  }

  @Override
  public boolean isTrusted() {
    Workbench now = bench();
    if (trustAsked != now) {
      trustAsked = now;
      trusted = now.trusts(address);
    }
    return trusted;
  }

  @Override
  public Ends ends() {
    if (ends == null) {
      InetSocketAddress from =
          address.length == 0
              ? null
              : new InetSocketAddress(InetAddress.ofLiteral(new String(address, US_ASCII)), port);
      boolean numbered = duplex().localAddress() instanceof InetSocketAddress;
      ends = new Ends(from, numbered ? (InetSocketAddress) duplex().localAddress() : null);
    }
    return ends;
  }

  /** See {@link Conversation#givesWayFrom}. */
  long givesWayFrom() {
    return closed || !welcome ? Conversation.NEVER : conversation.givesWayFrom();
  }

  /** Leaves, or is sent away, and is no guest any more. */
  void giveWay() {
    welcome = false;
    conversation.giveWay();
  }

  @Override
  public int tlsVersion() {
    return duplex instanceof SecureDuplex secure ? secure.version() : 0;
  }

  boolean isWelcome() {
    return welcome;
  }

  /** Whether it is one of too many who are sent away, so that it cannot be waited for. */
  boolean isCrowdedOut() {
    return !welcome && door.isCrowded();
  }
}
