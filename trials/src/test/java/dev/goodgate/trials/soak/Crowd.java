package dev.goodgate.trials.soak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** All clients of a soak, each on a thread of its own; now and then none of them is there. */
final class Crowd implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final int MOST_KINDS = 200;

  private final Site site;
  private final ReadWriteLock place = new ReentrantReadWriteLock(true);
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongAdder answered = new LongAdder();
  private final Map<String, LongAdder> surprises = new ConcurrentHashMap<>();
  private final CountDownLatch gone;

  Crowd(Site site, List<Habit> habits) {
    this.site = site;
    gone = new CountDownLatch(habits.stream().mapToInt(Habit::guests).sum());
    for (Habit each : habits) {
      for (int guest = 0; guest < each.guests(); guest++) {
        Thread.ofVirtual().name(each.name()).start(() -> live(each));
      }
    }
  }

  private void live(Habit habit) {
    while (!over.get()) {
      place.readLock().lock();
      try {
        answered.add(habit.round().go(site));
      } catch (Exception surprise) {
        note(habit.name() + ": " + surprise);
      } finally {
        place.readLock().unlock();
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    gone.countDown();
  }

  private void note(String surprise) {
    if (surprises.size() < MOST_KINDS) {
      surprises.computeIfAbsent(surprise, _ -> new LongAdder()).increment();
    }
  }

  /** Waits until all have left, and lets none in before it is over. */
  void lull(Soak.Look look) throws Exception {
    place.writeLock().lock();
    try {
      look.at();
    } finally {
      place.writeLock().unlock();
    }
  }

  /** Requests answered as was due, since it was asked last. */
  long answered() {
    return answered.sumThenReset();
  }

  /** What was not due since it was asked last, and how often. */
  Map<String, Long> surprises() {
    Map<String, Long> told = new TreeMap<>();
    surprises.forEach((what, count) -> told.put(what, count.sum()));
    surprises.clear();
    return told;
  }

  @Override
  public void close() {
    over.set(true);
    try {
      gone.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
