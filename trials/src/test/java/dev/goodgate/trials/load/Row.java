package dev.goodgate.trials.load;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The samples of one gateway in one workload: medians, what they were between, and ratios. */
record Row(
    String workload,
    String gateway,
    double median,
    double least,
    double most,
    double toNginx,
    double toHaproxy,
    double toBetter,
    long flawed,
    double rate,
    double core,
    double others) {
  /** One row for each gateway; a ratio that cannot be told is not a number. */
  static List<Row> of(String workload, List<Sample> samples) {
    List<Sample> mine = samples.stream().filter(each -> each.workload().equals(workload)).toList();
    List<Row> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      String gateway = kind.title();
      List<Sample> own = of(mine, gateway);
      if (own.isEmpty()) {
        continue;
      }
      double median = median(own, Sample::figure).orElse(Double.NaN);
      double toNginx = ratio(own, of(mine, Kind.NGINX.title()));
      double toHaproxy = ratio(own, of(mine, Kind.HAPROXY.title()));
      rows.add(
          new Row(
              workload,
              gateway,
              median,
              own.stream().mapToDouble(Sample::figure).min().orElse(Double.NaN),
              own.stream().mapToDouble(Sample::figure).max().orElse(Double.NaN),
              toNginx,
              toHaproxy,
              Double.isNaN(toNginx) ? toHaproxy : Math.max(toNginx, orLess(toHaproxy)),
              own.stream().mapToLong(Sample::flawed).sum(),
              median(own, Sample::rate).orElse(Double.NaN),
              median(own, Sample::core).orElse(Double.NaN),
              median(own, Sample::others).orElse(Double.NaN)));
    }
    return rows;
  }

  /** Pair by pair, round by round: what slows the machine down for a while slows both. */
  private static double ratio(List<Sample> own, List<Sample> peers) {
    double[] ratios =
        own.stream()
            .flatMapToDouble(each ->
                peers.stream()
                    .filter(peer -> peer.round() == each.round())
                    .mapToDouble(peer -> each.figure() / peer.figure()))
            .sorted()
            .toArray();
    return middle(ratios).orElse(Double.NaN);
  }

  private static double orLess(double ratio) {
    return Double.isNaN(ratio) ? Double.NEGATIVE_INFINITY : ratio;
  }

  private static List<Sample> of(List<Sample> samples, String gateway) {
    return samples.stream().filter(each -> each.gateway().equals(gateway)).toList();
  }

  private static OptionalDouble median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return middle(samples.stream().mapToDouble(figure).sorted().toArray());
  }

  private static OptionalDouble middle(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
  }
}
