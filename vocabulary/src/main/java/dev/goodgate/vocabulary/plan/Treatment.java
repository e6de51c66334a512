package dev.goodgate.vocabulary.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done on a route to requests and replies that pass. */
public record Treatment(HeaderEdits headers, @Nullable PathEdit pathEdit) {
  public static final Treatment NONE = new Treatment(HeaderEdits.NONE, null);

  public Optional<PathEdit> path() {
    return Optional.ofNullable(pathEdit);
  }
}
