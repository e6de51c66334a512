package dev.goodgate.vocabulary.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a route takes. A host may begin with {@code *.}, which stands for one or more
 * labels; a path that ends in {@code /} is a prefix, any other is exact. Of the methods it is one;
 * each of the fields is there, with exactly that value or, for {@link #ANY_VALUE}, with any. What
 * is absent matches everything.
 */
public record Match(
    @Nullable String hostPattern,
    @Nullable String pathPattern,
    List<String> methods,
    Map<String, String> fields) {
  public static final String ANY_VALUE = "*";

  public Match {
    hostPattern = hostPattern == null ? null : hostPattern.toLowerCase(Locale.ROOT);
    if (pathPattern != null && !pathPattern.startsWith("/")) {
      throw new IllegalArgumentException("path " + pathPattern);
    }
    methods = List.copyOf(methods);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  public Match(@Nullable String hostPattern, @Nullable String pathPattern) {
    this(hostPattern, pathPattern, List.of(), Map.of());
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
