package dev.goodgate.app.meters;

import dev.goodgate.gateway.report.Counts;
import dev.goodgate.gateway.report.Reporter;
import java.util.HashMap;
import java.util.Map;

/** Exchanges and attempts that are over, as the reporter counted them. */
record TrafficPart(Reporter reporter) implements GatewayMeters.Part {
  private static final String NOTHING_SENT = "none";

  @Override
  public void write(Sheet sheet) {
    Counts counts = reporter.counts();
    counts.ways().forEach(way -> way(sheet, way));
    bodies(sheet, counts);
    counts.endpoints().forEach(endpoint -> endpoint(sheet, endpoint));
    Reporter.Waiting waiting = reporter.waiting();
    sheet
        .put(Metric.RECORD_BYTES, waiting.used())
        .put(Metric.RECORD_CAPACITY, waiting.capacity())
        .put(Metric.RECORDS_DROPPED, reporter.dropped())
        .put(Metric.LOST_WRITES, reporter.lostWrites());
  }

  private static void way(Sheet sheet, Counts.OfWay counted) {
    Counts.Way way = counted.way();
    counted
        .codes()
        .forEach((code, count) -> {
          String status = code == 0 ? NOTHING_SENT : code / 100 + "xx";
          String exact = code == 0 ? NOTHING_SENT : code.toString();
          sheet.put(
              Metric.EXCHANGES, count, way.route(), way.upstream(), way.endpoint(), status, exact);
        });
    counted
        .causes()
        .forEach((cause, count) ->
            sheet.put(Metric.CAUSES, count, way.route(), way.upstream(), way.endpoint(), cause));
    sheet.spans(
        Metric.EXCHANGE_SECONDS, counted.took(), way.route(), way.upstream(), way.endpoint());
  }

  /** Which endpoint has the bytes is no question that anybody asks. */
  private static void bodies(Sheet sheet, Counts counts) {
    Map<Counts.Way, long[]> byRoute = new HashMap<>();
    for (Counts.OfWay each : counts.ways()) {
      Counts.Way route = new Counts.Way(each.way().route(), each.way().upstream(), "");
      long[] bytes = byRoute.computeIfAbsent(route, _ -> new long[2]);
      bytes[0] += each.received();
      bytes[1] += each.sent();
    }
    byRoute.forEach((way, bytes) ->
        sheet
            .put(Metric.RECEIVED, bytes[0], way.route(), way.upstream())
            .put(Metric.SENT, bytes[1], way.route(), way.upstream()));
  }

  private static void endpoint(Sheet sheet, Counts.OfEndpoint counted) {
    String upstream = counted.upstream();
    String endpoint = counted.endpoint();
    counted
        .endings()
        .forEach((ending, count) -> sheet.put(Metric.ATTEMPTS, count, upstream, endpoint, ending));
    counted
        .mishaps()
        .forEach((mishap, count) ->
            sheet.put(
                Metric.ATTEMPT_FAILURES,
                count,
                upstream,
                endpoint,
                mishap.phase(),
                mishap.symptom(),
                mishap.by()));
    counted
        .phases()
        .forEach(
            (phase, spans) -> sheet.spans(Metric.PHASE_SECONDS, spans, upstream, endpoint, phase));
    sheet
        .put(Metric.RETRIES, counted.retries(), upstream, endpoint)
        .put(Metric.UPSTREAM_USES, counted.fresh(), upstream, endpoint, "fresh")
        .put(Metric.UPSTREAM_USES, counted.reused(), upstream, endpoint, "reused");
  }
}
