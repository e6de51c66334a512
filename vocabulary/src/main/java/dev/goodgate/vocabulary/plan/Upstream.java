package dev.goodgate.vocabulary.plan;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A named group of endpoints that answer the same requests. */
public record Upstream(
    String name,
    List<Endpoint> endpoints,
    Authority authority,
    Timeouts timeouts,
    Retry retry,
    Health health,
    Balance balance,
    KeepAlive keepAlive,
    @Nullable Limit concurrencyLimit,
    @Nullable ClientTls clientTls,
    @Nullable FastCgi fastCgiSettings,
    @Nullable PrefaceVersion prefaceVersion) {
  public Upstream {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("upstream " + name + " has no endpoints");
    }
  }

  /** An upstream with nothing but its endpoints: all else has its default. */
  public static Upstream of(String name, List<Endpoint> endpoints) {
    return new Upstream(
        name,
        endpoints,
        new Authority.Asked(),
        Timeouts.DEFAULT,
        Retry.DEFAULT,
        Health.DEFAULT,
        new Balance.RoundRobin(),
        KeepAlive.DEFAULT,
        null,
        null,
        null,
        null);
  }

  public Optional<Limit> limit() {
    return Optional.ofNullable(concurrencyLimit);
  }

  public Optional<ClientTls> tls() {
    return Optional.ofNullable(clientTls);
  }

  public Optional<FastCgi> fastCgi() {
    return Optional.ofNullable(fastCgiSettings);
  }

  /** How endpoints are told, ahead of everything, who the client is; then nothing is pooled. */
  public Optional<PrefaceVersion> preface() {
    return Optional.ofNullable(prefaceVersion);
  }
}
