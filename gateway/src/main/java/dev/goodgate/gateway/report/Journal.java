package dev.goodgate.gateway.report;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where one event loop hands on what is over: what went well as a record in a ring, what went wrong
 * as a value in a queue. Both are bounded; neither ever makes the loop wait; what does not fit is
 * dropped and counted.
 */
public final class Journal {
  static final int MAX_TEXT = 1_024;

  private static final int RING_BYTES = 1 << 20;
  private static final int FIXED_BYTES = 13 * Long.BYTES;
  private static final int MAX_RECORD = FIXED_BYTES + 6 * (2 + MAX_TEXT);
  private static final int MAX_WRONG = 4_096;

  private final Ring ring = new Ring(RING_BYTES);
  private final ConcurrentLinkedQueue<Exchange> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger wrongWaiting = new AtomicInteger();
  private final AtomicLong wrongDropped = new AtomicLong();
  private final long wallOffsetMillis;
  private final Names names;
  private final LastAnswers lastAnswers;
  private final Ways ways;

  /** {@code wallOffsetMillis} turns the loop's clock into milliseconds since 1970. */
  Journal(long wallOffsetMillis, Names names) {
    this.names = names;
    this.lastAnswers = new LastAnswers(names);
    this.ways = new Ways(names);
    this.wallOffsetMillis = wallOffsetMillis;
  }

  /** An exchange that went well. */
  public void write(Slip slip) {
    Block block = slip.texts;
    if (block == null || !ring.begin(MAX_RECORD)) {
      return;
    }
    MemorySegment texts = block.memory();
    ring.putLong(wallOffsetMillis + slip.beganNanos / 1_000_000);
    ring.putLong(slip.tookNanos);
    ring.putLong(slip.connectNanos);
    ring.putLong(slip.tlsNanos);
    ring.putLong(slip.firstByteNanos);
    ring.putLong(slip.headNanos);
    ring.putLong(slip.requestBody);
    ring.putLong(slip.replyBody);
    ring.putLong(slip.status);
    ring.putLong(slip.route);
    ring.putLong(slip.endpoint);
    ring.putLong(slip.version);
    ring.putLong((slip.reused ? 1 : 0) | slip.tls << 1);
    ring.putText(slip.client);
    ring.putText(texts, slip.id, slip.idEnd, MAX_TEXT);
    ring.putText(texts, slip.host, slip.hostEnd, MAX_TEXT);
    ring.putText(texts, 0, slip.methodEnd, MAX_TEXT);
    ring.putText(texts, slip.target, slip.targetEnd, MAX_TEXT);
    ring.putText(texts, slip.agent, slip.agentEnd, MAX_TEXT);
    ring.end();
  }

  /** An exchange that went wrong, was repeated, or was answered with a status of 500 or more. */
  public void write(Exchange exchange) {
    if (wrongWaiting.incrementAndGet() > MAX_WRONG) {
      wrongWaiting.decrementAndGet();
      wrongDropped.incrementAndGet();
    } else {
      wrong.add(exchange);
    }
  }

  /** The wall-clock milliseconds of a time of the loop's clock. */
  public long wallMillis(long nanos) {
    return wallOffsetMillis + nanos / 1_000_000;
  }

  Names names() {
    return names;
  }

  LastAnswers lastAnswers() {
    return lastAnswers;
  }

  Ways ways() {
    return ways;
  }

  /** How many bytes wait to be read, and how many can. */
  Fill fill() {
    return new Fill(ring.used(), RING_BYTES);
  }

  /** How full a ring is. */
  record Fill(long used, long capacity) {}

  Ring ring() {
    return ring;
  }

  @Nullable Exchange pollWrong() {
    Exchange next = wrong.poll();
    if (next != null) {
      wrongWaiting.decrementAndGet();
    }
    return next;
  }

  long dropped() {
    return ring.dropped() + wrongDropped.get();
  }
}
