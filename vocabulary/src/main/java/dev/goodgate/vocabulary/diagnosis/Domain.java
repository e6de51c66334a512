package dev.goodgate.vocabulary.diagnosis;

import java.util.Arrays;
import java.util.Optional;

/** Where a cause has to be mended. */
public enum Domain {
  CLIENT("client", "at the client"),
  GATEWAY("gateway", "in the gateway's process, limits or software"),
  GATEWAY_CONFIG("gateway-config", "in what somebody wrote into the gateway"),
  NETWORK_PATH("network-path", "on the network between gateway and upstream"),
  DNS("dns", "in the names"),
  TLS("tls", "in certificates and TLS settings"),
  UPSTREAM("upstream", "in the upstream application"),
  UPSTREAM_RESOURCE("upstream-resource", "in what the upstream needs: memory, queues, workers"),
  CDN_EDGE("cdn-edge", "at the CDN's edge");

  private final String id;
  private final String meaning;

  Domain(String id, String meaning) {
    this.id = id;
    this.meaning = meaning;
  }

  public static Optional<Domain> of(String id) {
    return Arrays.stream(values()).filter(domain -> domain.id.equals(id)).findFirst();
  }

  /** The name that the catalogue and the JSON use. */
  public String id() {
    return id;
  }

  /** The place in words, to follow "mended". */
  public String meaning() {
    return meaning;
  }
}
