package dev.goodgate.gateway.balance;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import java.util.List;
import java.util.stream.IntStream;

/** Endpoints as a plan would have them. */
final class Endpoints {
  private Endpoints() {}

  /** In the way addresses mostly differ: by little. */
  static List<Endpoint> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> at("10.0." + i / 250 + "." + (i % 250 + 1) + ":8080"))
        .toList();
  }

  static Endpoint at(String address) {
    int colon = address.lastIndexOf(':');
    HostPort hostPort =
        new HostPort(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    return new Endpoint(address, Endpoint.Protocol.HTTP, new Endpoint.Address.Tcp(hostPort));
  }
}
