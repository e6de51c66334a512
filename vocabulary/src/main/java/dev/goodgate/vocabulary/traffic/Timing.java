package dev.goodgate.vocabulary.traffic;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of an attempt went. {@code connectSpan} is zero on a reused connection; {@code
 * firstByteSpan} runs from the request's last byte sent so far to the first byte of the answer, and
 * is null where none came.
 */
public record Timing(
    @Nullable Duration connectSpan, @Nullable Duration firstByteSpan, Duration total) {
  public Optional<Duration> connect() {
    return Optional.ofNullable(connectSpan);
  }

  public Optional<Duration> firstByte() {
    return Optional.ofNullable(firstByteSpan);
  }
}
