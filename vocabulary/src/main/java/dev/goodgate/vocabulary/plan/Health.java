package dev.goodgate.vocabulary.plan;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an endpoint is checked: without a path by a TCP connect. */
public record Health(@Nullable String checkedPath, Duration interval, int fall, int rise) {
  public static final Health DEFAULT = new Health(null, Duration.ofSeconds(5), 3, 2);

  public Health {
    if (fall < 1 || rise < 1) {
      throw new IllegalArgumentException("fall " + fall + ", rise " + rise);
    }
  }

  public Optional<String> path() {
    return Optional.ofNullable(checkedPath);
  }
}
