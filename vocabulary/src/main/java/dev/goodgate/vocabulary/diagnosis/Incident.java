package dev.goodgate.vocabulary.diagnosis;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Many cases with one cause and one upstream, over a span of time. */
public record Incident(
    String id,
    String upstream,
    CauseId cause,
    Instant opened,
    @Nullable Instant closedAt,
    long failures) {
  public Incident {
    if (closedAt != null && closedAt.isBefore(opened)) {
      throw new IllegalArgumentException("closed before it was opened");
    }
    if (failures < 1) {
      throw new IllegalArgumentException("an incident of " + failures + " failures");
    }
  }

  public Optional<Instant> closed() {
    return Optional.ofNullable(closedAt);
  }
}
