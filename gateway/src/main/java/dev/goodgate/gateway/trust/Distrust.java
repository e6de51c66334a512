package dev.goodgate.gateway.trust;

import dev.goodgate.vocabulary.traffic.Detail;
import java.security.cert.CertificateException;
import java.util.Optional;

/** Carries the exact flaw of a certificate through an engine that knows only exceptions. */
public final class Distrust extends CertificateException {
  private static final long serialVersionUID = 1;

  private final transient Detail.Certificate flaw;

  Distrust(Detail.Certificate flaw) {
    super(flaw.says());
    this.flaw = flaw;
  }

  /** The flaw behind what an engine threw; empty where it was something else. */
  public static Optional<Detail.Certificate> behind(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < 8; depth++) {
      if (at instanceof Distrust distrust) {
        return Optional.of(distrust.flaw);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
