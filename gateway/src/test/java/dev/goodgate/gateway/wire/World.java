package dev.goodgate.gateway.wire;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Virtual time, and everything that is still to happen in it. The same seed makes the same world.
 * How much it lies is drawn from the seed too, so that many seeds see honest worlds, slow ones and
 * mad ones.
 */
public final class World {
  private static final long MICROSECOND = 1_000;

  private final SplittableRandom random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final int falseness;
  private final int oddness;
  private final int slowness;
  private final int window;
  private boolean honest;
  private int lies;
  private long now = 5_000_000_000L;
  private long order;

  private record Event(long at, long order, Runnable what) {}

  public World(long seed) {
    random = new SplittableRandom(seed);
    falseness = new int[] {0, 0, 2, 10, 30}[random.nextInt(5)];
    oddness = new int[] {0, 2, 10, 30}[random.nextInt(4)];
    slowness = new int[] {1, 20, 400, 3_000}[random.nextInt(4)];
    window = new int[] {1, 37, 1_500, 8_192, 70_000}[random.nextInt(5)];
  }

  public long now() {
    return now;
  }

  /** Work takes time. */
  void spend(int micros) {
    now += micros * MICROSECOND;
  }

  /** From now on nothing fails any more; it may still be slow and in pieces. */
  public void becomeHonest() {
    honest = true;
  }

  /** Whether a lie is told that has this weight against the others. */
  boolean lies(int weight) {
    boolean lie = !honest && random.nextInt(1_000) < falseness * weight;
    lies += lie ? 1 : 0;
    return lie;
  }

  /** How many failures there were that nobody caused. */
  public int lies() {
    return lies;
  }

  /** Whether something odd happens that is no failure. */
  boolean quibbles() {
    return random.nextInt(100) < oddness;
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** How much is on its way, or waits unread, at the most. */
  public int window() {
    return window;
  }

  /** After as long as things take here. */
  public void soon(Runnable what) {
    at(now + delay(), what);
  }

  long delay() {
    return random.nextInt(slowness) * MICROSECOND;
  }

  public void at(long nanos, Runnable what) {
    events.add(new Event(Math.max(nanos, now), order++, what));
  }

  /** Lets happen what is due by now. */
  void catchUp() {
    while (!events.isEmpty() && events.peek().at() <= now) {
      events.remove().what().run();
    }
  }

  /** Moves on to the next event, if it is not after the limit; false when there is none. */
  boolean moveOn(long limit) {
    Event next = events.peek();
    if (next == null || next.at() > limit) {
      return false;
    }
    now = Math.max(now, next.at());
    catchUp();
    return true;
  }

  void moveTo(long nanos) {
    now = Math.max(now, nanos);
  }
}
