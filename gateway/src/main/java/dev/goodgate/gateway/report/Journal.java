package dev.goodgate.gateway.report;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Traced;
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
  private static final int FIXED_BYTES = 15 * Long.BYTES;
  private static final int MAX_RECORD = FIXED_BYTES + 7 * (2 + MAX_TEXT);

  /** Where in a traceparent the trace's id stands. */
  private static final int TRACE_ID = 3;

  private static final int TRACE_ID_END = 35;

  private static final int MAX_WRONG = 4_096;

  private final Ring ring = new Ring(RING_BYTES);
  private final ConcurrentLinkedQueue<Traced> wrong = new ConcurrentLinkedQueue<>();
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
    ring.putLong(slip.span);
    ring.putLong(slip.parent);
    ring.putLong(
        (slip.reused ? Noted.REUSED : 0) | (slip.sampled ? Noted.SAMPLED : 0) | slip.tls << 2);
    ring.putText(slip.client);
    ring.putText(texts, slip.id, slip.idEnd, MAX_TEXT);
    ring.putText(texts, slip.trace + TRACE_ID, slip.trace + TRACE_ID_END, MAX_TEXT);
    ring.putText(texts, slip.host, slip.hostEnd, MAX_TEXT);
    ring.putText(texts, 0, slip.methodEnd, MAX_TEXT);
    ring.putText(texts, slip.target, slip.targetEnd, MAX_TEXT);
    ring.putText(texts, slip.agent, slip.agentEnd, MAX_TEXT);
    ring.end();
  }

  /** An exchange that went wrong, was repeated, or was answered with a status of 500 or more. */
  public void write(Traced exchange) {
    if (wrongWaiting.incrementAndGet() > MAX_WRONG) {
      wrongWaiting.decrementAndGet();
      wrongDropped.incrementAndGet();
    } else {
      wrong.add(exchange);
    }
  }

  /** One that has no place in a trace. */
  public void write(Exchange exchange) {
    write(new Traced(exchange, null));
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

  @Nullable Traced pollWrong() {
    Traced next = wrong.poll();
    if (next != null) {
      wrongWaiting.decrementAndGet();
    }
    return next;
  }

  long dropped() {
    return ring.dropped() + wrongDropped.get();
  }
}
