package dev.goodgate.vocabulary.traffic;

import java.time.Duration;

/**
 * The connection an attempt used. {@code earlier} counts the exchanges it had carried before;
 * {@code idle} is how long it had been waiting in the pool; both are zero for a fresh one.
 */
public record ConnectionFacts(
    boolean reused, int earlier, Duration age, Duration idle, String local) {
  public ConnectionFacts {
    if (earlier < 0 || age.isNegative() || idle.isNegative()) {
      throw new IllegalArgumentException("negative facts of a connection");
    }
  }
}
