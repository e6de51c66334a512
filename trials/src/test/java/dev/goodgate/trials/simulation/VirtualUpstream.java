package dev.goodgate.trials.simulation;

import dev.goodgate.gateway.balance.Balancer;
import dev.goodgate.gateway.balance.RetryBudget;
import dev.goodgate.lab.virtual.Choices;
import dev.goodgate.lab.virtual.VirtualTime;
import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An upstream as one loop of a gateway knows it, with the deciders of the real one. */
record VirtualUpstream(
    List<VirtualEndpoint> endpoints,
    Balancer balancer,
    RetryBudget budget,
    Timeouts timeouts,
    int attempts,
    double share) {
  static VirtualUpstream of(VirtualTime time, Choices choices) {
    int size = 1 + choices.number(4);
    double share = choices.number(4) * 0.1;
    Duration total = choices.span(Duration.ofSeconds(5), Duration.ofSeconds(90));
    return new VirtualUpstream(
        Stream.generate(() -> new VirtualEndpoint(time, choices)).limit(size).toList(),
        balancer(size, choices),
        new RetryBudget(share),
        new Timeouts(
            choices.span(Duration.ofMillis(100), total),
            Duration.ofNanos(choices.between(total.toNanos() / 5, total.toNanos())),
            choices.span(Duration.ofSeconds(1), Duration.ofSeconds(60)),
            total),
        1 + choices.number(4),
        share);
  }

  private static Balancer balancer(int size, Choices choices) {
    List<Endpoint> endpoints =
        IntStream.range(0, size)
            .mapToObj(i -> new Endpoint.Address.Tcp(new HostPort("10.0.0." + i, 80)))
            .map(address ->
                new Endpoint(
                    address.toString(), Endpoint.Protocol.HTTP, address, 1 + choices.number(3)))
            .toList();
    Balance balance =
        choices.oneOf(
            List.of(new Balance.RoundRobin(), new Balance.LeastRequests(), Balance.Hash.DEFAULT));
    return Balancer.of(balance, endpoints, choices.number(100), choices.number(1 << 30));
  }
}
