package dev.goodgate.vocabulary.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address at which clients are served; port 0 means any free one. */
public record Listener(HostPort address, @Nullable ServerTls serverTls) {
  /** Certificate and key files, PEM. */
  public record ServerTls(String certificate, String key) {}

  public static Listener plain(HostPort address) {
    return new Listener(address, null);
  }

  public Optional<ServerTls> tls() {
    return Optional.ofNullable(serverTls);
  }
}
