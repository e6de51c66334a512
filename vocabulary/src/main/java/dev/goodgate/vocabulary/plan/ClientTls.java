package dev.goodgate.vocabulary.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How TLS to endpoints is done; what is absent has its default. Versions are {@code 1.2} or {@code
 * 1.3}; {@code http2} tells whether it is offered.
 */
public record ClientTls(
    @Nullable String caFile,
    @Nullable String sentName,
    boolean verify,
    String min,
    String max,
    @Nullable String certificateFile,
    @Nullable String keyFile,
    boolean http2) {
  /** What holds where nothing is written. */
  public static final ClientTls DEFAULT =
      new ClientTls(null, null, true, "1.2", "1.3", null, null, true);

  public Optional<String> ca() {
    return Optional.ofNullable(caFile);
  }

  public Optional<String> serverName() {
    return Optional.ofNullable(sentName);
  }

  public Optional<String> certificate() {
    return Optional.ofNullable(certificateFile);
  }

  public Optional<String> key() {
    return Optional.ofNullable(keyFile);
  }
}
