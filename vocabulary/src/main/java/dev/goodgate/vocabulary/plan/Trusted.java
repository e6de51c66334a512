package dev.goodgate.vocabulary.plan;

import java.util.List;

/** The clients whose word is taken for where a request came from: gateways in front of this one. */
public record Trusted(List<Network> networks) {
  public static final Trusted NOBODY = new Trusted(List.of());

  public Trusted {
    networks = List.copyOf(networks);
  }

  /** Whether a client is one, by its address as text; one without has come by a unix socket. */
  public boolean holds(byte[] address) {
    return !networks.isEmpty()
        && (address.length == 0
            ? networks.contains(new Network.Local())
            : IpNumber.read(address, 0, address.length).map(this::holds).orElse(false));
  }

  public boolean holds(IpNumber address) {
    for (Network network : networks) {
      boolean holds =
          switch (network) {
            case Network.Numbers numbers -> numbers.holds(address);
            case Network.Local _ -> false;
          };
      if (holds) {
        return true;
      }
    }
    return false;
  }
}
