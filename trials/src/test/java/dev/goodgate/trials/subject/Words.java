package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a plan says, in the pieces from which any product's settings are made. */
final class Words {
  private static final String AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";

  private Words() {}

  /** Joined, without the empty ones. */
  static String lines(String... lines) {
    return Arrays.stream(lines)
        .map(String::stripTrailing)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static <T> String each(Collection<T> all, Function<T, String> words) {
    return all.stream().map(words).map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  static Upstream upstream(Plan plan, Route route) {
    return Objects.requireNonNull(
        plan.upstreams().get(route.upstream().orElseThrow()), route.name());
  }

  static boolean speaks(Upstream upstream, Endpoint.Protocol protocol) {
    return upstream.endpoints().stream().anyMatch(each -> each.protocol() == protocol);
  }

  static ClientTls tls(Upstream upstream) {
    return upstream.tls().orElse(ClientTls.DEFAULT);
  }

  static Optional<String> systemAuthorities() {
    return Optional.of(AUTHORITIES);
  }

  static boolean asRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  static String millis(Duration span) {
    return span.toMillis() + "ms";
  }

  static String seconds(Duration span) {
    return span.toMillis() / 1000.0 + "s";
  }

  static Duration longestSilence(Plan plan, boolean begun) {
    return plan.upstreams().values().stream()
        .map(each -> longestSilence(each, begun))
        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  private static Duration longestSilence(Upstream upstream, boolean begun) {
    Timeouts timeouts = upstream.timeouts();
    return begun
        ? timeouts.idle()
        : timeouts.connect().plus(timeouts.firstByte()).multipliedBy(upstream.retry().attempts());
  }

  /** What the trials do not say to any stranger, or this product cannot speak to endpoints. */
  static Optional<String> missing(Plan plan, Endpoint.Protocol... unspoken) {
    if (plan.listeners().size() > 1 || plan.listeners().getFirst().tls().isPresent()) {
      return Optional.of("more than one plain listener");
    }
    List<Endpoint> endpoints =
        plan.upstreams().values().stream().flatMap(each -> each.endpoints().stream()).toList();
    return Arrays.stream(unspoken)
        .filter(protocol -> endpoints.stream().anyMatch(each -> each.protocol() == protocol))
        .map(protocol -> "endpoints that speak " + protocol)
        .findFirst();
  }
}
