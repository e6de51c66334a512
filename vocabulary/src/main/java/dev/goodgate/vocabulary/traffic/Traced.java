package dev.goodgate.vocabulary.traffic;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An exchange that is over, with its trace, which one that could not be read does not have. */
public record Traced(Exchange exchange, @Nullable Trace context) {
  public Optional<Trace> trace() {
    return Optional.ofNullable(context);
  }
}
