package dev.goodgate.vocabulary.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address at which clients are served; port 0 means any free one. Where {@code proxyProtocol}
 * is, a gateway in front says first who the client is.
 */
public record Listener(HostPort address, @Nullable ServerTls serverTls, boolean proxyProtocol) {
  public Listener(HostPort address, @Nullable ServerTls serverTls) {
    this(address, serverTls, false);
  }

  /** Certificate and key files, PEM. */
  public record ServerTls(String certificate, String key) {}

  public static Listener plain(HostPort address) {
    return new Listener(address, null);
  }

  public Optional<ServerTls> tls() {
    return Optional.ofNullable(serverTls);
  }
}
