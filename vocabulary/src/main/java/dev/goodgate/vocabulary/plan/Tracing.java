package dev.goodgate.vocabulary.plan;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where spans of exchanges are sent, if anywhere. {@code sample} is the share of exchanges about
 * which no client has decided; {@code queue} is how many exchanges may wait to be sent; {@code
 * timeout} bounds one sending.
 */
public record Tracing(@Nullable String collector, double sample, int queue, Duration timeout) {
  public static final Tracing OFF = new Tracing(null, 0.01, 2_048, Duration.ofSeconds(10));

  public Tracing {
    if (!(sample >= 0 && sample <= 1)) {
      throw new IllegalArgumentException("sample " + sample);
    }
  }

  /** The base of an OTLP/HTTP receiver; absent where nothing is traced. */
  public Optional<String> endpoint() {
    return Optional.ofNullable(collector);
  }
}
