package dev.goodgate.app.why;

import dev.goodgate.vocabulary.diagnosis.Domain;

/** Words for whose fault something is. */
public final class Whose {
  /** Less than this between two suspects is no lead. */
  private static final double LEADS_BY = 0.05;

  private Whose() {}

  /** Whether the better of two suspects may be named alone. */
  public static boolean leads(double best, double next) {
    return best - next >= LEADS_BY;
  }

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
