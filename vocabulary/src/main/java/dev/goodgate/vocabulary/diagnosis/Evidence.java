package dev.goodgate.vocabulary.diagnosis;

import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One fact with its source and time. {@code id} names it within its case. */
public record Evidence(String id, Source source, @Nullable Instant seenAt, Fact fact) {
  /** What kinds of facts there are; the family grows with what can be read. */
  public sealed interface Fact {
    /** A whole exchange, ours or a stranger's. */
    record Happened(Exchange exchange) implements Fact {}

    /** What the gateway of the case was told to do. */
    record Told(Plan plan) implements Fact {}

    /**
     * What {@code subject} was seen to do at another time; {@code well} says whether it then
     * answered.
     */
    record Seen(String subject, String says, boolean well) implements Fact {}
  }

  public Evidence {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("evidence without an id");
    }
  }

  public Optional<Instant> time() {
    return Optional.ofNullable(seenAt);
  }
}
