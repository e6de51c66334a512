package dev.goodgate.gateway.trust;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Those who are believed when they vouch for others. Immutable. */
public final class Authorities {
  private final Set<X509Certificate> all;
  private final Map<X500Principal, List<X509Certificate>> byName;

  public Authorities(Collection<X509Certificate> all) {
    this.all = Set.copyOf(all);
    this.byName =
        this.all.stream().collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
  }

  /** Whether this very certificate is believed, whoever has issued it. */
  boolean hold(X509Certificate certificate) {
    return all.contains(certificate);
  }

  /** Those who are called like the issuer of a certificate. */
  Stream<X509Certificate> namesakesOfIssuer(X509Certificate certificate) {
    return byName.getOrDefault(certificate.getIssuerX500Principal(), List.of()).stream();
  }
}
