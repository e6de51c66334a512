package dev.goodgate.vocabulary.plan;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How connections to endpoints are kept; an absent {@code idle} means that it is learned. {@code
 * max} is per endpoint.
 */
public record KeepAlive(@Nullable Duration idleLimit, int max) {
  public static final KeepAlive DEFAULT = new KeepAlive(null, 1_000);

  public KeepAlive {
    if (max < 0) {
      throw new IllegalArgumentException("max " + max);
    }
  }

  public Optional<Duration> idle() {
    return Optional.ofNullable(idleLimit);
  }
}
