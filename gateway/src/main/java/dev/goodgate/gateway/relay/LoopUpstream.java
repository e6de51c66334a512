package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.balance.RetryBudget;
import dev.goodgate.gateway.balance.RoundRobin;
import dev.goodgate.gateway.connect.EndpointConnections;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Upstream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One upstream as one loop sees it. */
public final class LoopUpstream {
  private final Upstream upstream;
  private final List<EndpointConnections> endpoints;
  private final RoundRobin turns;
  private final RetryBudget budget;
  private final byte[][] authorities;

  /** {@code endpoints} in the order of the upstream's. */
  public LoopUpstream(Upstream upstream, List<EndpointConnections> endpoints, int firstTurn) {
    this.upstream = upstream;
    this.endpoints = List.copyOf(endpoints);
    this.turns = new RoundRobin(endpoints.size(), firstTurn);
    this.budget = new RetryBudget(upstream.retry().budget());
    this.authorities =
        upstream.endpoints().stream().map(LoopUpstream::authority).toArray(byte[][]::new);
  }

  private static byte[] authority(Endpoint endpoint) {
    return switch (endpoint.address()) {
      case Endpoint.Address.Tcp(var hostPort) ->
          hostPort.toString().getBytes(StandardCharsets.US_ASCII);
      case Endpoint.Address.Unix _ -> "localhost".getBytes(StandardCharsets.US_ASCII);
    };
  }

  public Upstream settings() {
    return upstream;
  }

  EndpointConnections connections(int endpoint) {
    return endpoints.get(endpoint);
  }

  String endpointName(int endpoint) {
    return upstream.endpoints().get(endpoint).written();
  }

  RoundRobin turns() {
    return turns;
  }

  RetryBudget budget() {
    return budget;
  }

  /** What an endpoint may call itself: its address. */
  byte[] authority(int endpoint) {
    return authorities[endpoint];
  }

  /** The Host for a request that has none. */
  byte[] hostless() {
    return authorities[0];
  }

  /** The connections to each endpoint, in the order of the upstream's. */
  public List<EndpointConnections> connections() {
    return endpoints;
  }

  public void flush() {
    endpoints.forEach(EndpointConnections::flush);
  }
}
