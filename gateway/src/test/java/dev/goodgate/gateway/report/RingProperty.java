package dev.goodgate.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer and a reader on threads of their own: what comes out is what went in. */
class RingProperty {
  private static final int MAX_TEXT = 300;
  private static final int MAX_RECORD = 2 * Long.BYTES + 2 + MAX_TEXT;

  private final AtomicBoolean over = new AtomicBoolean();
  private final byte[] into = new byte[MAX_TEXT];

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1_024, 4_096, 65_536})
  void tearsNothingAndCountsWhatItDrops(int capacity) throws Exception {
    int records = 700_000;
    Ring ring = new Ring(capacity);
    CompletableFuture<Long> reading = CompletableFuture.supplyAsync(() -> read(ring));
    Random random = new Random(capacity);
    for (long number = 1; number <= records; number++) {
      write(ring, random, number);
    }
    over.set(true);
    long received = reading.get(20, TimeUnit.SECONDS);

    assertThat(received).isPositive();
    assertThat(received + ring.dropped()).isEqualTo(records);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1_024, 4_096})
  void losesNothingWhereTheWriterWaitsForRoom(int capacity) throws Exception {
    int records = 100_000;
    Ring ring = new Ring(capacity);
    CompletableFuture<Long> reading = CompletableFuture.supplyAsync(() -> read(ring));
    Random random = new Random(capacity);
    for (long number = 1; number <= records; number++) {
      while (!write(ring, random, number) && !reading.isDone()) {
        Thread.yield();
      }
    }
    over.set(true);

    assertThat(reading.get(20, TimeUnit.SECONDS)).isEqualTo(records);
  }

  private static boolean write(Ring ring, Random random, long number) {
    if (!ring.begin(MAX_RECORD)) {
      return false;
    }
    byte[] text = new byte[random.nextInt(MAX_TEXT + 1)];
    Arrays.fill(text, (byte) number);
    ring.putLong(number);
    ring.putText(text);
    ring.end();
    return true;
  }

  private long read(Ring ring) {
    long last = 0;
    long count = 0;
    boolean end = false;
    while (!end) {
      end = over.get();
      while (ring.next()) {
        long number = ring.getLong();
        int length = ring.getText(into);
        boolean whole = number > last;
        for (int i = 0; i < length; i++) {
          whole &= into[i] == (byte) number;
        }
        if (!whole) {
          throw new AssertionError(number + " after " + last + " is torn");
        }
        ring.release();
        last = number;
        count++;
      }
      Thread.yield();
    }
    return count;
  }
}
