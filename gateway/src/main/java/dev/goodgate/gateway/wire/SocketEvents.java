package dev.goodgate.gateway.wire;

/** What the owner of a {@link Duplex} is told, on the loop's thread. */
@FunctionalInterface
public interface SocketEvents {
  /**
   * Something about the socket has changed: it may be readable, writable or broken now; ask it.
   * Told once per change: whoever stops reading before {@link Duplex#receive} says AGAIN must come
   * back by itself, or ask for another call with {@link Duplex#again}.
   */
  void ready();

  /**
   * The socket was closed because its owner threw: told once, last, so that it is not counted on.
   */
  default void lost() {}
}
