package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** An access log that can be waited for. */
final class AwaitedLines extends OutputStream {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  @Override
  public void write(int single) {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      all.write(bytes, offset, length);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first whole line that holds {@code text}; empty where none comes in time. */
  String lineWith(String text, Duration patience) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(patience.toMillis());
    lock.lock();
    try {
      while (true) {
        String written = all.toString(UTF_8);
        String found =
            written
                .substring(0, written.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.contains(text))
                .findFirst()
                .orElse("");
        if (!found.isEmpty() || left <= 0) {
          return found;
        }
        left = grown.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
