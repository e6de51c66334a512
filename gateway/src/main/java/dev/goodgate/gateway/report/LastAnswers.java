package dev.goodgate.gateway.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each endpoint last answered well. Written by the reporter's thread, read by any. */
final class LastAnswers {
  private final Names names;
  private final List<AtomicLongArray> millisByRoute = new ArrayList<>();

  LastAnswers(Names names) {
    this.names = names;
    names.endpoints().forEach(each -> millisByRoute.add(new AtomicLongArray(each.size())));
  }

  void note(Noted noted) {
    if (noted.status < 500 && noted.endpoint >= 0) {
      long ended = noted.wallMillis + noted.tookNanos / 1_000_000;
      millisByRoute.get(noted.route).setOpaque(noted.endpoint, ended);
    }
  }

  /** By the endpoint as it was written; those that have not answered yet are not there. */
  Map<String, Instant> read() {
    Map<String, Instant> answers = new TreeMap<>();
    for (int route = 0; route < millisByRoute.size(); route++) {
      for (int endpoint = 0; endpoint < millisByRoute.get(route).length(); endpoint++) {
        long millis = millisByRoute.get(route).getOpaque(endpoint);
        if (millis > 0) {
          Instant at = Instant.ofEpochMilli(millis);
          answers.merge(names.endpoint(route, endpoint), at, (a, b) -> a.isAfter(b) ? a : b);
        }
      }
    }
    return answers;
  }
}
