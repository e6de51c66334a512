package dev.goodgate.trials.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that a test turns, for one who looks at it whenever he has something to do: once he has
 * asked twice more, he has done what was due when it was turned.
 */
final class TurnedClock implements InstantSource {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private Instant now;
  private long times;

  TurnedClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      times++;
      asked.signalAll();
      return now;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when what is due at the new time has been done. */
  void forward(Duration by) throws InterruptedException {
    lock.lock();
    try {
      now = now.plus(by);
      awaitLooks();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for two more looks. */
  void awaitLooks() throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(Wire.PATIENCE.toMillis());
    lock.lock();
    try {
      for (long goal = times + 2; times < goal; ) {
        if (left <= 0) {
          throw new AssertionError("nobody has looked at the clock");
        }
        left = asked.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
