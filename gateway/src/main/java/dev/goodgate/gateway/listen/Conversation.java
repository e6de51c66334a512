package dev.goodgate.gateway.listen;

/**
 * What is being said with one client at the moment: what comes before its requests, or requests in
 * one protocol. One hands over to the next by {@link ClientConnection#turnTo}.
 */
interface Conversation {
  /** It has the connection now, and may find bytes there already. */
  void begin();

  /** Something about the connection has changed. */
  void ready();

  /** The connection's timer has rung. */
  void onTime();

  /** The connection was closed, because something here threw: nothing is to be counted on. */
  void lost();

  /** The gateway will stop: no new exchanges, where the protocol can say so. */
  default void drain() {}

  /** The gateway stops: closes the connection if nothing is going on. */
  void closeIfIdle();

  /** The connection is closed: lets go of all memory. */
  void end();
}
