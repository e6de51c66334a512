package dev.goodgate.vocabulary.plan;

/**
 * One address of an upstream. {@code written} is the text it was written as, and its name in logs.
 */
public record Endpoint(String written, Protocol protocol, Address address) {
  /** What is spoken to an endpoint. */
  public enum Protocol {
    HTTP,
    HTTPS,
    H2C,
    FASTCGI
  }

  /** Where an endpoint listens. */
  public sealed interface Address {
    record Tcp(HostPort hostPort) implements Address {}

    record Unix(String path) implements Address {}
  }
}
