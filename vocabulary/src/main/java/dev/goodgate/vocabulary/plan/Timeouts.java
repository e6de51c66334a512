package dev.goodgate.vocabulary.plan;

import java.time.Duration;

/**
 * How long an exchange may wait: for a connection, for the first byte of the answer, between two
 * bytes, and in all until the reply begins, attempts and back-off included. A reply that flows is
 * never cut for being long; nor is a tunnel, in which {@code tunnel} may pass between two bytes.
 */
public record Timeouts(
    Duration connect, Duration firstByte, Duration idle, Duration total, Duration tunnel) {
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofHours(1));

  /** With the usual patience for tunnels. */
  public Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {
    this(connect, firstByte, idle, total, DEFAULT.tunnel);
  }
}
