package dev.goodgate.vocabulary.traffic;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of an attempt went. {@code connectSpan} is zero on a reused connection; {@code
 * tlsSpan} is null where there was no handshake, or none that came to its end; {@code
 * firstByteSpan} runs from the request's last byte sent so far to the first byte of the answer, and
 * is null where none came.
 */
public record Timing(
    @Nullable Duration connectSpan,
    @Nullable Duration tlsSpan,
    @Nullable Duration firstByteSpan,
    Duration total) {
  /** Without a handshake. */
  public Timing(@Nullable Duration connect, @Nullable Duration firstByte, Duration total) {
    this(connect, null, firstByte, total);
  }

  public Optional<Duration> connect() {
    return Optional.ofNullable(connectSpan);
  }

  public Optional<Duration> tls() {
    return Optional.ofNullable(tlsSpan);
  }

  public Optional<Duration> firstByte() {
    return Optional.ofNullable(firstByteSpan);
  }
}
