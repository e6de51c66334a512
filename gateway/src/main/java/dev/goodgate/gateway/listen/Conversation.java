package dev.goodgate.gateway.listen;

/**
 * What is being said with one client at the moment: what comes before its requests, or requests in
 * one protocol. One hands over to the next by {@link ClientConnection#turnTo}.
 */
interface Conversation {
  long NEVER = Long.MAX_VALUE;

  /** Who has kept the gateway waiting for so long is slow, where its place is wanted. */
  long SLOW_NANOS = 1_000_000_000;

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

  /**
   * From when on the client's place may be another's, where all are taken: at once where it is only
   * kept for a next request, later where the client is slow, {@link #NEVER} where it is not the
   * client who is waited for.
   */
  default long givesWayFrom() {
    return NEVER;
  }

  /** Makes the client leave, since another needs its place. */
  default void giveWay() {}

  /** The connection is closed: lets go of all memory. */
  void end();
}
