package dev.goodgate.gateway.listen;

import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import org.jspecify.annotations.Nullable;

/** A client's connection, from its arrival to its end: whatever is said on it is a conversation. */
final class ClientConnection implements Loop.Accepted {
  private final Acceptor door;
  private final Timer timer;
  private final byte[] address;
  private final boolean welcome;
  private @Nullable Duplex duplex;
  private final @Nullable Secured secured;
  private Conversation conversation;
  private boolean closed;

  /**
   * {@code welcome} is false for a client too many, who is told so and sent away; {@code secured}
   * is null where TLS is not spoken.
   */
  ClientConnection(Acceptor door, byte[] address, boolean welcome, @Nullable Secured secured) {
    this.secured = secured;
    this.door = door;
    this.address = address;
    this.welcome = welcome;
    this.timer = loop().timer(() -> conversation.onTime());
    this.conversation = new Http1Conversation(this, null);
  }

  @Override
  public void accepted(Duplex socket) {
    duplex = socket;
    if (secured != null) {
      conversation = new TlsGreeting(this, secured);
    }
    conversation.begin();
  }

  @Override
  public void ready() {
    conversation.ready();
  }

  @Override
  public void lost() {
    conversation.lost();
    close();
  }

  /** From now on this is what is said; {@code over} is what it is said over. */
  void turnTo(Conversation next, Duplex over) {
    duplex = over;
    conversation = next;
    next.begin();
  }

  void closeIfIdle() {
    conversation.closeIfIdle();
  }

  void close() {
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

  Duplex duplex() {
    if (duplex == null) {
      throw new IllegalStateException("not accepted");
    }
    return duplex;
  }

  Loop loop() {
    return door.bench().loop();
  }

  /** What a new exchange goes by. */
  Workbench bench() {
    return door.bench();
  }

  Timer timer() {
    return timer;
  }

  /** The client's address as text, without a port. */
  byte[] address() {
    return address;
  }

  boolean isWelcome() {
    return welcome;
  }

  /** Whether it is one of too many who are sent away, so that it cannot be waited for. */
  boolean isCrowdedOut() {
    return !welcome && door.isCrowded();
  }
}
