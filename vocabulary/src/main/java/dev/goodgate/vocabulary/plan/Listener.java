package dev.goodgate.vocabulary.plan;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address at which clients are served; port 0 means any free one. Where {@code introduced} is, a
 * gateway in front says first who the client is.
 */
public record Listener(HostPort address, @Nullable ServerTls serverTls, boolean introduced) {
  public Listener(HostPort address, @Nullable ServerTls serverTls) {
    this(address, serverTls, false);
  }

  /**
   * How TLS to clients is done: with the certificate whose name is asked for, else the first.
   * Versions are {@code 1.2} or {@code 1.3}.
   */
  public record ServerTls(
      List<CertificateFiles> certificates,
      @Nullable ClientProof clientProof,
      String min,
      String max) {
    public ServerTls {
      certificates = List.copyOf(certificates);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("no certificate");
      }
    }

    /** One certificate for every name, and what holds where nothing else is said. */
    public static ServerTls of(String certificate, String key) {
      return new ServerTls(
          List.of(new CertificateFiles(certificate, key, null)), null, "1.2", "1.3");
    }

    public Optional<ClientProof> proof() {
      return Optional.ofNullable(clientProof);
    }
  }

  /**
   * PEM files of a certificate with its chain, and of its key; the staple is what its authority
   * says of it (OCSP), as DER.
   */
  public record CertificateFiles(String certificate, String key, @Nullable String stapleFile) {
    public Optional<String> staple() {
      return Optional.ofNullable(stapleFile);
    }
  }

  /** Clients may, or must, show a certificate of an authority in this PEM file. */
  public record ClientProof(String ca, boolean required) {}

  public static Listener plain(HostPort address) {
    return new Listener(address, null);
  }

  public Optional<ServerTls> tls() {
    return Optional.ofNullable(serverTls);
  }
}
