package dev.goodgate.lab.origin;

import dev.goodgate.lab.fault.Asked;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps what an origin saw, the last {@link #KEPT} of it. Any thread may add and ask. */
public final class Journal implements Consumer<Sighting> {
  public static final int KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Deque<Sighting> kept = new ArrayDeque<>();

  @Override
  public void accept(Sighting sighting) {
    lock.lock();
    try {
      if (kept.size() == KEPT) {
        kept.removeFirst();
      }
      kept.addLast(sighting);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public List<Sighting> all() {
    lock.lock();
    try {
      return new ArrayList<>(kept);
    } finally {
      lock.unlock();
    }
  }

  /** Every request, in the order in which the heads were read. */
  public List<Asked> requests() {
    return all().stream()
        .filter(Sighting.Read.class::isInstance)
        .map(sighting -> ((Sighting.Read) sighting).asked())
        .toList();
  }

  public long connections() {
    return all().stream().filter(Sighting.Came.class::isInstance).count();
  }

  /** Waits until what is kept satisfies; answers whether it came to that within {@code limit}. */
  public boolean await(Duration limit, Predicate<List<Sighting>> wanted)
      throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!wanted.test(new ArrayList<>(kept))) {
        if (left <= 0) {
          return false;
        }
        left = grown.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
