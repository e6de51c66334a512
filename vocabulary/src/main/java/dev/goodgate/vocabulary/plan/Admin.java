package dev.goodgate.vocabulary.plan;

/** Where console, API and metrics are served. */
public record Admin(HostPort address) {
  public static final Admin DEFAULT = new Admin(new HostPort("127.0.0.1", 9502));
}
