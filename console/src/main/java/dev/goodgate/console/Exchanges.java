package dev.goodgate.console;

import dev.goodgate.vocabulary.traffic.Exchange;
import java.util.List;
import java.util.Optional;

/** Where the console finds exchanges that went wrong. Called from many threads at once. */
public interface Exchanges {
  /** The latest exchange of that id, as long as it is kept. */
  Optional<Exchange> find(String id);

  /** The latest failed ones, newest first, at most {@code limit}. */
  List<Exchange> recentFailures(int limit);
}
