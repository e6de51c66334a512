package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Reply;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts the exchanges of one way. Written by the reporter's thread, read by any. */
final class WayTally {
  private static final int CODES = 600;
  private static final int RECEIVED = 0;
  private static final int SENT = 1;

  private final AtomicLongArray codes = new AtomicLongArray(CODES);
  private final AtomicLongArray bytes = new AtomicLongArray(2);
  private final Histogram took = new Histogram();
  private final Map<String, LongAdder> causes = new ConcurrentHashMap<>();
  private final EndpointTally endpoint;

  WayTally(EndpointTally endpoint) {
    this.endpoint = endpoint;
  }

  void count(Noted noted) {
    Histogram.add(bytes, RECEIVED, noted.requestBody);
    Histogram.add(bytes, SENT, noted.replyBody);
    over(noted.status, noted.tookNanos);
    endpoint.count(noted);
  }

  void count(Exchange exchange) {
    Histogram.add(bytes, RECEIVED, exchange.request().bodyBytes());
    Histogram.add(bytes, SENT, exchange.reply().map(Reply::bodyBytes).orElse(0L));
    over(exchange.reply().map(Reply::status).orElse(0), exchange.took().toNanos());
    exchange
        .cause()
        .ifPresent(cause -> causes.computeIfAbsent(cause, _ -> new LongAdder()).increment());
  }

  private void over(int code, long nanos) {
    Histogram.add(codes, code, 1);
    took.note(nanos);
  }

  Counts.OfWay read(Counts.Way way) {
    Map<Integer, Long> byCode = new TreeMap<>();
    for (int code = 0; code < CODES; code++) {
      long count = codes.getOpaque(code);
      if (count > 0) {
        byCode.put(code, count);
      }
    }
    Map<String, Long> byCause = new TreeMap<>();
    causes.forEach((cause, count) -> byCause.put(cause, count.sum()));
    return new Counts.OfWay(
        way, byCode, byCause, bytes.getOpaque(RECEIVED), bytes.getOpaque(SENT), took.read());
  }
}
