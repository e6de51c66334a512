package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts exchanges. Written by the reporter's thread, read by any. */
final class Tally {
  private final Map<Kind, LongAdder> exchanges = new ConcurrentHashMap<>();
  private final Map<Wrong, LongAdder> causes = new ConcurrentHashMap<>();

  /** {@code hundred} is 2 for 200 to 299 and so on, 0 where nothing was sent. */
  record Kind(String upstream, int hundred) {}

  record Wrong(String upstream, String cause) {}

  void count(Noted noted, Names names) {
    add(exchanges, new Kind(names.upstream(noted.route), noted.status / 100));
  }

  void count(Exchange exchange) {
    String upstream = exchange.upstream().orElse("");
    add(exchanges, new Kind(upstream, exchange.reply().map(Reply::status).orElse(0) / 100));
    exchange.cause().ifPresent(cause -> add(causes, new Wrong(upstream, cause)));
  }

  private static <K> void add(Map<K, LongAdder> counts, K key) {
    counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
  }

  Map<Kind, LongAdder> exchanges() {
    return exchanges;
  }

  Map<Wrong, LongAdder> causes() {
    return causes;
  }
}
