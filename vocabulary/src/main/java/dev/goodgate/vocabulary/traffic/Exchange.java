package dev.goodgate.vocabulary.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client request, the one reply it got, and all attempts in between. Immutable, since it is
 * over. {@code cause} is the id of the best cause the gateway itself could know at that moment.
 */
public record Exchange(
    String id,
    Instant began,
    Duration took,
    Request request,
    @Nullable String routeName,
    @Nullable String upstreamName,
    List<Attempt> attempts,
    Ending ending,
    @Nullable Reply sent,
    @Nullable String causeId) {
  public Exchange {
    attempts = List.copyOf(attempts);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("an exchange without an id");
    }
    if (took.isNegative()) {
      throw new IllegalArgumentException("an exchange that took " + took);
    }
  }

  public Optional<String> route() {
    return Optional.ofNullable(routeName);
  }

  public Optional<String> upstream() {
    return Optional.ofNullable(upstreamName);
  }

  /** Absent where the client had left before anything could be sent. */
  public Optional<Reply> reply() {
    return Optional.ofNullable(sent);
  }

  public Optional<String> cause() {
    return Optional.ofNullable(causeId);
  }

  /** The failure that decided the exchange. */
  public Optional<Failure> failure() {
    return ending instanceof Ending.Failed(Failure failure)
        ? Optional.of(failure)
        : Optional.empty();
  }
}
