package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.balance.Balancer;
import dev.goodgate.gateway.balance.HashKey;
import dev.goodgate.gateway.balance.RetryBudget;
import dev.goodgate.gateway.connect.EndpointConnections;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.Authority;
import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Upstream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One upstream as one loop sees it. */
public final class LoopUpstream {
  private final Upstream upstream;
  private final List<EndpointConnections> endpoints;
  private final Balancer balancer;
  private final @Nullable HashKey hashKey;
  private final RetryBudget budget;
  private final byte[][] authorities;
  private final byte @Nullable [][] hosts;
  private final boolean mayUpgrade;

  /** {@code endpoints} in the order of the upstream's. */
  public LoopUpstream(Upstream upstream, List<EndpointConnections> endpoints, Balancer balancer) {
    this.upstream = upstream;
    this.endpoints = List.copyOf(endpoints);
    this.balancer = balancer;
    this.hashKey = upstream.balance() instanceof Balance.Hash hash ? new HashKey(hash.by()) : null;
    this.budget = new RetryBudget(upstream.retry().budget());
    this.mayUpgrade =
        upstream.endpoints().stream()
            .map(Endpoint::protocol)
            .allMatch(each -> each == Endpoint.Protocol.HTTP || each == Endpoint.Protocol.HTTPS);
    this.hosts =
        switch (upstream.authority()) {
          case Authority.Asked _ -> null;
          case Authority.OfEndpoint _ ->
              upstream.endpoints().stream().map(LoopUpstream::host).toArray(byte[][]::new);
          case Authority.Fixed(String written) ->
              upstream.endpoints().stream()
                  .map(_ -> written.getBytes(StandardCharsets.US_ASCII))
                  .toArray(byte[][]::new);
        };
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

  /** As a client that asks it directly would say: without the port that goes without saying. */
  private static byte[] host(Endpoint endpoint) {
    int usual = endpoint.protocol() == Endpoint.Protocol.HTTPS ? 443 : 80;
    String whole = new String(authority(endpoint), StandardCharsets.US_ASCII);
    String suffix = ":" + usual;
    String bare =
        whole.endsWith(suffix) ? whole.substring(0, whole.length() - suffix.length()) : whole;
    return bare.getBytes(StandardCharsets.US_ASCII);
  }

  /** The Host that an endpoint is to be shown, null where it is the one that was asked for. */
  byte @Nullable [] shownHost(int endpoint) {
    return hosts == null ? null : hosts[endpoint];
  }

  public Upstream settings() {
    return upstream;
  }

  /** Whether every endpoint speaks the version of HTTP that another protocol can take over from. */
  boolean mayUpgrade() {
    return mayUpgrade;
  }

  EndpointConnections connections(int endpoint) {
    return endpoints.get(endpoint);
  }

  String endpointName(int endpoint) {
    return upstream.endpoints().get(endpoint).written();
  }

  Balancer balancer() {
    return balancer;
  }

  /** What leads this request to its endpoint, where something does. */
  long key(Head request, byte[] client) {
    return hashKey == null ? 0 : hashKey.of(request, client);
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
