package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The last exchanges that went wrong. Written by the reporter's thread, read by any. */
final class Memory {
  private final int max;
  private final ConcurrentLinkedDeque<Exchange> newestFirst = new ConcurrentLinkedDeque<>();
  private final Map<String, Exchange> byId = new ConcurrentHashMap<>();
  private int size;

  Memory(int max) {
    this.max = max;
  }

  /** Of two with one id, which a client may choose, the later is found. */
  void keep(Exchange exchange) {
    newestFirst.addFirst(exchange);
    byId.put(exchange.id(), exchange);
    if (++size > max) {
      Exchange oldest = newestFirst.removeLast();
      byId.remove(oldest.id(), oldest);
      size--;
    }
  }

  Optional<Exchange> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  List<Exchange> newest(int most) {
    return newestFirst.stream().limit(most).toList();
  }
}
