package dev.goodgate.gateway.connect;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.vocabulary.traffic.Failure;

/** Whoever has asked for a connection and holds it until it is given back or closed. */
public interface ConnectionUser {
  /**
   * An address is dialled; {@code left} counts it and those behind it. Whoever thinks that it takes
   * too long says {@link UpstreamConnection#turnToNextAddress}.
   */
  void dialling(int left);

  /** The socket has connected; what is spoken over it has to be agreed on first. */
  void greeting();

  /** The connection is there. */
  void connected(UpstreamConnection connection);

  /** No connection could be had. */
  void notConnected(Failure failure);

  /** The ends of the connection of the client for whom it is asked. */
  Ends ends();

  /** Whether it asks to go on in another protocol, which takes a connection of its own. */
  boolean asksToSwitch();

  /** Something has changed about the connection's socket. */
  void upstreamReady();
}
