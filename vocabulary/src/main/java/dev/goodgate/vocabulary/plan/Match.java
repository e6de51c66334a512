package dev.goodgate.vocabulary.plan;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a route takes. A host may begin with {@code *.}, which stands for one or more
 * labels; a path that ends in {@code /} is a prefix, any other is exact. What is absent matches
 * everything.
 */
public record Match(@Nullable String hostPattern, @Nullable String pathPattern) {
  public Match {
    hostPattern = hostPattern == null ? null : hostPattern.toLowerCase(Locale.ROOT);
    if (pathPattern != null && !pathPattern.startsWith("/")) {
      throw new IllegalArgumentException("path " + pathPattern);
    }
  }

  public static Match everything() {
    return new Match(null, null);
  }

  public Optional<String> host() {
    return Optional.ofNullable(hostPattern);
  }

  public Optional<String> path() {
    return Optional.ofNullable(pathPattern);
  }
}
