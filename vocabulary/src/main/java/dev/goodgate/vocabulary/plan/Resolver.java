package dev.goodgate.vocabulary.plan;

import java.time.Duration;
import java.util.List;

/**
 * Who is asked for addresses, none written meaning the system's servers, and how long an old answer
 * may serve.
 */
public record Resolver(List<HostPort> servers, Duration stale) {
  public static final Resolver DEFAULT = new Resolver(List.of(), Duration.ofHours(1));

  public Resolver {
    servers = List.copyOf(servers);
  }
}
