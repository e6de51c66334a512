package dev.goodgate.vocabulary.plan;

import java.time.Duration;

/**
 * How many exchanges an upstream may have at once, and how many may wait how long for their turn.
 */
public record Limit(int concurrent, int queue, Duration queueTimeout) {
  public Limit {
    if (concurrent < 1 || queue < 0) {
      throw new IllegalArgumentException("concurrent " + concurrent + ", queue " + queue);
    }
  }
}
