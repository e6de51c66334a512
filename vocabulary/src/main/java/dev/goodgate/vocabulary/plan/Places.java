package dev.goodgate.vocabulary.plan;

import java.util.Map;
import java.util.Optional;

/**
 * Where each setting of a plan was written, by its path: {@code upstreams.api.timeouts.connect},
 * {@code routes[0].match.path}. A setting that is not here was not written: it has its default.
 */
public record Places(Map<String, Place> byPath) {
  public Places {
    byPath = Map.copyOf(byPath);
  }

  public static Places none() {
    return new Places(Map.of());
  }

  public Optional<Place> of(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  public boolean wrote(String path) {
    return byPath.containsKey(path);
  }
}
