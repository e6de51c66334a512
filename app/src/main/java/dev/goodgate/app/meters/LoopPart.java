package dev.goodgate.app.meters;

import dev.goodgate.gateway.Figures;
import dev.goodgate.gateway.Gateway;
import dev.goodgate.gateway.wire.Loop;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The event loops: their time, their clients, their memory, their pools. */
record LoopPart(Gateway gateway) implements GatewayMeters.Part {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Override
  public void write(Sheet sheet) {
    Figures figures = gateway.figures(PATIENCE);
    figures.silent().forEach(loop -> sheet.put(Metric.LOOP_ANSWERS, 0, loop.toString()));
    figures.loops().forEach(loop -> loop(sheet, loop));
    pools(sheet, figures);
  }

  private static void loop(Sheet sheet, Figures.OfLoop figures) {
    String loop = Integer.toString(figures.number());
    Loop.Spent spent = figures.spent();
    sheet
        .put(Metric.CLIENT_CONNECTIONS, figures.clients().here(), loop)
        .put(Metric.CLIENTS_ACCEPTED, figures.clients().arrivals(), loop)
        .put(Metric.CLIENTS_REFUSED, figures.clients().sentAway(), loop)
        .put(Metric.LOOP_ANSWERS, 1, loop)
        .seconds(Metric.LOOP_LAG, Duration.ofNanos(figures.lagNanos()), loop)
        .put(Metric.LOOP_TURNS, spent.turns(), loop)
        .put(Metric.LOOP_SLOW_TURNS, spent.slowTurns(), loop)
        .seconds(Metric.LOOP_LONGEST_TURN, Duration.ofNanos(spent.longestNanos()), loop)
        .seconds(Metric.LOOP_IDLE, Duration.ofNanos(spent.idleNanos()), loop)
        .put(Metric.LOOP_TASKS, spent.tasks(), loop)
        .put(Metric.LOOP_SOCKETS, figures.sockets(), loop)
        .put(Metric.BLOCK_BYTES, figures.blocks().bytes(), loop)
        .put(Metric.BLOCKS_LENT, figures.blocks().lent(), loop);
  }

  /** All loops together: how an endpoint's connections are spread over them is chance. */
  private static void pools(Sheet sheet, Figures figures) {
    Map<String, Map<String, int[]>> pools = new TreeMap<>();
    for (Figures.OfLoop loop : figures.loops()) {
      for (Figures.OfEndpoint pool : loop.endpoints()) {
        int[] sum =
            pools
                .computeIfAbsent(pool.upstream(), _ -> new TreeMap<>())
                .computeIfAbsent(pool.endpoint(), _ -> new int[2]);
        sum[0] += pool.busy();
        sum[1] += pool.idle();
      }
    }
    pools.forEach((upstream, endpoints) ->
        endpoints.forEach((endpoint, sum) ->
            sheet
                .put(Metric.UPSTREAM_CONNECTIONS, sum[0], upstream, endpoint, "busy")
                .put(Metric.UPSTREAM_CONNECTIONS, sum[1], upstream, endpoint, "idle")));
  }
}
