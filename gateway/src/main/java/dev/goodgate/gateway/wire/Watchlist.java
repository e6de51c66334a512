package dev.goodgate.gateway.wire;

import java.util.ArrayDeque;

/**
 * Sockets that are watched a little later, so that those which are done by then need not be. In
 * order of time, as all wait equally long.
 */
final class Watchlist {
  private static final long SOON = 10_000_000;

  private final ArrayDeque<Socket> waiting = new ArrayDeque<>();

  void add(Socket socket, long now) {
    if (socket.watchedBy == 0) {
      socket.watchedBy = now + SOON;
      waiting.addLast(socket);
    }
  }

  /** Watches those whose time has come. */
  void advance(long now) {
    for (Socket first = waiting.peekFirst(); first != null; first = waiting.peekFirst()) {
      if (!first.isClosed() && first.watchedBy > now) {
        return;
      }
      waiting.removeFirst();
      int _ = first.watch();
    }
  }

  /**
   * The smaller of {@code nanos}, where negative is for ever, and the time from {@code now} until
   * {@link #advance} has something to do.
   */
  long nanosToNext(long now, long nanos) {
    Socket first = waiting.peekFirst();
    if (first == null) {
      return nanos;
    }
    long left = Math.max(0, first.watchedBy - now);
    return nanos < 0 ? left : Math.min(nanos, left);
  }
}
