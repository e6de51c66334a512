package dev.goodgate.app.serve;

import dev.goodgate.console.Meters;
import dev.goodgate.gateway.report.Reporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the gateway counts, for the console. */
record GatewayMeters(Reporter reporter) implements Meters {
  @Override
  public List<Meter> read() {
    List<Sample> exchanges = new ArrayList<>();
    reporter.exchanges((labels, count) -> exchanges.add(sample(labels, "status", count)));
    List<Sample> causes = new ArrayList<>();
    reporter.causes((labels, count) -> causes.add(sample(labels, "cause", count)));
    return List.of(
        new Meter(
            "goodgate_exchanges_total",
            "Exchanges that are over, by upstream and hundred of the status.",
            Type.COUNTER,
            exchanges),
        new Meter(
            "goodgate_exchanges_with_cause_total",
            "Exchanges that went wrong, by upstream and the cause the gateway could know.",
            Type.COUNTER,
            causes),
        new Meter(
            "goodgate_records_dropped_total",
            "Finished exchanges that were not recorded because reading did not keep up.",
            Type.COUNTER,
            List.of(new Sample(Map.of(), reporter.dropped()))),
        new Meter(
            "goodgate_access_log_lost_writes_total",
            "Pieces of the access log that could not be written.",
            Type.COUNTER,
            List.of(new Sample(Map.of(), reporter.lostWrites()))));
  }

  private static Sample sample(List<String> labels, String second, long count) {
    return new Sample(
        new TreeMap<>(Map.of("upstream", labels.get(0), second, labels.get(1))), count);
  }
}
