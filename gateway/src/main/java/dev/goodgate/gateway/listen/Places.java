package dev.goodgate.gateway.listen;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Knows whose place a newcomer may have when all are taken. It costs nothing until then: only then
 * are all clients looked at, and what is found serves for many newcomers.
 */
final class Places {
  private static final int FOUND_AT_ONCE = 64;

  /** How long a search that found nobody is not repeated. */
  private static final long PAUSE_NANOS = 10_000_000;

  private final ArrayDeque<ClientConnection> found = new ArrayDeque<>();

  /**
   * Those to be found, the one who gives way last in front. Made at the start: where descriptors
   * have run out no class can be loaded.
   */
  private final PriorityQueue<ClientConnection> least =
      new PriorityQueue<>(Comparator.comparingLong(ClientConnection::givesWayFrom).reversed());

  private long searchAgain = Long.MIN_VALUE;

  /** The client who has kept its place longest without need; null where every place is needed. */
  @Nullable ClientConnection leastNeeded(Collection<ClientConnection> all, long now) {
    ClientConnection next = pollFound(now);
    if (next == null && now >= searchAgain) {
      search(all, now);
      next = pollFound(now);
      searchAgain = next == null ? now + PAUSE_NANOS : now;
    }
    return next;
  }

  /** Those found earlier may have begun something since. */
  private @Nullable ClientConnection pollFound(long now) {
    for (ClientConnection next = found.poll(); next != null; next = found.poll()) {
      if (next.givesWayFrom() <= now) {
        return next;
      }
    }
    return null;
  }

  private void search(Collection<ClientConnection> all, long now) {
    for (ClientConnection each : all) {
      if (each.givesWayFrom() <= now) {
        least.add(each);
        if (least.size() > FOUND_AT_ONCE) {
          least.poll();
        }
      }
    }
    while (!least.isEmpty()) {
      found.addFirst(least.remove());
    }
  }
}
