package dev.goodgate.gateway.wire;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hashed wheel of timers.
 *
 * <p>How it works: time is cut into ticks; slot {@code tick % SLOTS} holds a doubly linked list of
 * the timers to be looked at in that tick. A timer further away than one turn hangs in the last
 * slot of the turn and is hung anew when looked at, as is one whose owner has moved it later
 * meanwhile: so setting a timer later, which every exchange does several times, touches no list.
 * Invariant: a timer that is on hangs in a slot that is looked at no later than its deadline's
 * tick. A bit per slot tells where timers hang, so that the loop can sleep until the next one.
 */
final class TimerWheel {
  static final long TICK = 4_000_000;

  private static final int SLOTS = 1_024;

  /** A slot of its own for the timers that are being looked at. */
  private static final int IN_HAND = SLOTS;

  private final @Nullable Timer[] slots = new @Nullable Timer[SLOTS + 1];
  private final long[] occupied = new long[SLOTS / Long.SIZE + 1];
  private final Consumer<Throwable> defects;
  private long tick;

  /** {@code defects} is told what an alarm should not have thrown. */
  TimerWheel(long now, Consumer<Throwable> defects) {
    this.defects = defects;
    tick = Math.floorDiv(now, TICK);
  }

  void hang(Timer timer) {
    unhang(timer);
    // the first tick that begins at or after the deadline: never early
    long due = Math.ceilDiv(timer.deadline(), TICK);
    long at = Math.clamp(due, tick + 1, tick + SLOTS - 1);
    int slot = (int) Math.floorMod(at, (long) SLOTS);
    timer.slot = slot;
    timer.looksAt = at * TICK;
    timer.next = slots[slot];
    if (timer.next != null) {
      timer.next.previous = timer;
    }
    slots[slot] = timer;
    occupied[slot >> 6] |= 1L << slot;
  }

  void unhang(Timer timer) {
    if (timer.slot < 0) {
      return;
    }
    Timer previous = timer.previous;
    Timer next = timer.next;
    if (next != null) {
      next.previous = previous;
    }
    if (previous != null) {
      previous.next = next;
    } else {
      slots[timer.slot] = next;
      if (next == null) {
        occupied[timer.slot >> 6] &= ~(1L << timer.slot);
      }
    }
    timer.previous = null;
    timer.next = null;
    timer.slot = -1;
  }

  /** Rings what is due. */
  void advance(long now) {
    long until = Math.floorDiv(now, TICK);
    while (tick < until) {
      tick = Math.min(until, nextOccupied());
      lookAt((int) Math.floorMod(tick, (long) SLOTS), now);
    }
  }

  /**
   * Nanoseconds from {@code now} until {@link #advance} may have something to do; -1 when nothing
   * hangs.
   */
  long nanosToNext(long now) {
    long next = nextOccupied();
    return next == Long.MAX_VALUE ? -1 : Math.max(0, next * TICK - now);
  }

  private void lookAt(int slot, long now) {
    Timer first = slots[slot];
    slots[slot] = null;
    occupied[slot >> 6] &= ~(1L << slot);
    for (Timer each = first; each != null; each = each.next) {
      each.slot = IN_HAND;
    }
    slots[IN_HAND] = first;
    // One at a time: an alarm may set or drop any timer, those in hand included.
    for (Timer timer = slots[IN_HAND]; timer != null; timer = slots[IN_HAND]) {
      unhang(timer);
      if (timer.deadline() <= now) {
        ring(timer);
      } else if (timer.deadline() != Timer.OFF) {
        hang(timer);
      }
    }
  }

  private void ring(Timer timer) {
    try {
      timer.ring();
    } catch (RuntimeException | Error defect) {
      defects.accept(defect);
    }
  }

  private long nextOccupied() {
    for (int ahead = 1; ahead < SLOTS; ) {
      int slot = (int) Math.floorMod(tick + ahead, (long) SLOTS);
      long rest = occupied[slot >> 6] >>> slot;
      if (rest != 0) {
        return tick + ahead + Long.numberOfTrailingZeros(rest);
      }
      ahead += Long.SIZE - (slot & 63);
    }
    return Long.MAX_VALUE;
  }
}
