package dev.goodgate.vocabulary.traffic;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try to get the answer from one endpoint. {@code address} is what was dialled for it, empty
 * where its name had none. {@code began} counts from the start of the exchange. {@code sentBytes}
 * and {@code receivedBytes} count all bytes of this attempt on the upstream side. {@code aside} is
 * what the endpoint said beside its answer, such as a script's stderr: it may hold secrets.
 */
public record Attempt(
    int number,
    String endpoint,
    String address,
    @Nullable ConnectionFacts connectionFacts,
    Duration began,
    Timing timing,
    long sentBytes,
    long receivedBytes,
    String aside,
    Ending ending) {
  public Attempt {
    if (number < 1) {
      throw new IllegalArgumentException("attempt number " + number);
    }
    if (began.isNegative() || sentBytes < 0 || receivedBytes < 0) {
      throw new IllegalArgumentException("negative figures of an attempt");
    }
  }

  /** Absent where no connection was had. */
  public Optional<ConnectionFacts> connection() {
    return Optional.ofNullable(connectionFacts);
  }

  public Optional<Failure> failure() {
    return ending instanceof Ending.Failed(Failure failure)
        ? Optional.of(failure)
        : Optional.empty();
  }
}
