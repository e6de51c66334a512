package dev.goodgate.app.why;

import dev.goodgate.vocabulary.diagnosis.Domain;

/** Words for whose fault something is. */
public final class Whose {
  private Whose() {}

  /** To follow "whose fault:". */
  public static String fault(Domain domain) {
    return switch (domain) {
      case CLIENT -> "the client";
      case GATEWAY -> "the gateway";
      case GATEWAY_CONFIG -> "the gateway's configuration";
      case NETWORK_PATH -> "the network";
      case DNS -> "the names (DNS)";
      case TLS -> "TLS and certificates";
      case UPSTREAM -> "the upstream";
      case UPSTREAM_RESOURCE -> "what the upstream runs on";
      case CDN_EDGE -> "the CDN";
    };
  }
}
