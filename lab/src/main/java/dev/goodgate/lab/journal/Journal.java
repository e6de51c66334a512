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

/** Keeps what was seen in order, the last {@link #KEPT} of it. Any thread may add and ask. */
public final class Journal<S> implements Consumer<S> {
  public static final int KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Deque<S> kept = new ArrayDeque<>();

  @Override
  public void accept(S seen) {
    lock.lock();
    try {
      if (kept.size() == KEPT) {
        kept.removeFirst();
      }
      kept.addLast(seen);
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
