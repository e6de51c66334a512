package dev.goodgate.lab.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Keeps what was seen in order: the last {@link #KEPT} of it, and no more than {@link #MAX_WEIGHT}.
 * Any thread may add and ask.
 */
public final class Journal<S> implements Consumer<S> {
  public static final int KEPT = 10_000;
  public static final long MAX_WEIGHT = 16L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Deque<S> kept = new ArrayDeque<>();
  private final ToLongFunction<S> weight;
  private long weighs;

  public Journal() {
    this(_ -> 0);
  }

  /** {@code weight}: about how many bytes one takes, where that may be much. */
  public Journal(ToLongFunction<S> weight) {
    this.weight = weight;
  }

  @Override
  public void accept(S seen) {
    lock.lock();
    try {
      kept.addLast(seen);
      weighs += weight.applyAsLong(seen);
      while (kept.size() > KEPT || weighs > MAX_WEIGHT) {
        weighs -= weight.applyAsLong(kept.removeFirst());
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public List<S> all() {
    lock.lock();
    try {
      return new ArrayList<>(kept);
    } finally {
      lock.unlock();
    }
  }

  /** All of one kind. */
  public <T extends S> List<T> all(Class<T> kind) {
    return all().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Waits until what is kept satisfies; answers whether it came to that within {@code limit}. */
  public boolean await(Duration limit, Predicate<List<S>> wanted) throws InterruptedException {
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
