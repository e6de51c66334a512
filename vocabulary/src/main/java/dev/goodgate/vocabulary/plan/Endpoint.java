package dev.goodgate.vocabulary.plan;

/**
 * One address of an upstream. {@code written} is the text it was written as, and its name in logs;
 * {@code weight} is its share beside others.
 */
public record Endpoint(String written, Protocol protocol, Address address, int weight) {
  public Endpoint {
    if (weight < 1) {
      throw new IllegalArgumentException(written + " has the weight " + weight);
    }
  }

  /** With a share like any other. */
  public Endpoint(String written, Protocol protocol, Address address) {
    this(written, protocol, address, 1);
  }

  public Endpoint weighing(int share) {
    return new Endpoint(written, protocol, address, share);
  }

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
