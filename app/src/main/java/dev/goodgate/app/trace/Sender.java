package dev.goodgate.app.trace;

import dev.goodgate.vocabulary.traffic.Traced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends what is offered in batches, on a thread of its own, and again where the collector is not
 * there, each time after a longer pause. Meanwhile the queue fills; what it does not hold is
 * dropped and counted.
 */
final class Sender implements AutoCloseable {
  private static final int BATCH = 512;
  private static final int TRIES = 5;
  private static final int MOMENTS = 10;
  private static final Duration A_MOMENT = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final BlockingQueue<Traced> queue;
  private final Collector collector;
  private final SpanWriter writer;
  private final Sums sums;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Counts exchanges, over all senders of a program. */
  record Sums(AtomicLong sent, AtomicLong dropped) {}

  Sender(Collector collector, SpanWriter writer, int queued, Sums sums) {
    this.collector = collector;
    this.writer = writer;
    this.sums = sums;
    queue = new ArrayBlockingQueue<>(queued);
    thread = Thread.ofPlatform().name("goodgate-traces").daemon().start(this::run);
  }

  void offer(Traced exchange) {
    if (!queue.offer(exchange)) {
      sums.dropped().incrementAndGet();
    }
  }

  private void run() {
    List<Traced> batch = new ArrayList<>(BATCH);
    try {
      while (!isClosing() || !queue.isEmpty()) {
        gather(batch);
        if (!batch.isEmpty()) {
          send(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException _) {
      sums.dropped().addAndGet(batch.size());
    }
    sums.dropped().addAndGet(queue.size());
  }

  /** Waits for the first, then a little for more. */
  private void gather(List<Traced> batch) throws InterruptedException {
    Traced first = queue.poll(A_MOMENT.toNanos(), TimeUnit.NANOSECONDS);
    if (first == null) {
      return;
    }
    batch.add(first);
    queue.drainTo(batch, BATCH - batch.size());
    for (int moment = 0; moment < MOMENTS && batch.size() < BATCH && !isClosing(); moment++) {
      boolean _ = closing.await(A_MOMENT.toNanos(), TimeUnit.NANOSECONDS);
      queue.drainTo(batch, BATCH - batch.size());
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void send(List<Traced> batch) throws InterruptedException {
    byte[] message = writer.write(batch);
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      Collector.Sent sent = collector.send(message);
      if (sent == Collector.Sent.TAKEN) {
        sums.sent().addAndGet(batch.size());
        return;
      }
      if (sent == Collector.Sent.REFUSED || tries == TRIES || isClosing()) {
        sums.dropped().addAndGet(batch.size());
        return;
      }
      boolean _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      pause = pause.multipliedBy(2);
    }
  }

  /** Gives what waits a short time to be sent. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(LAST_WORDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    collector.close();
  }
}
