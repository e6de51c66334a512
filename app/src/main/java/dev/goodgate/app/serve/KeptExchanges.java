package dev.goodgate.app.serve;

import dev.goodgate.console.Exchanges;
import dev.goodgate.gateway.report.Reporter;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.util.List;
import java.util.Optional;

/** What the gateway's reporter remembers, for the console. */
record KeptExchanges(Reporter reporter) implements Exchanges {
  @Override
  public Optional<Exchange> find(String id) {
    return reporter.find(id);
  }

  @Override
  public List<Exchange> recentFailures(int limit) {
    return reporter.failures(limit);
  }
}
