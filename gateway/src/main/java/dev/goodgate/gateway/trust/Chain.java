package dev.goodgate.gateway.trust;

import dev.goodgate.vocabulary.traffic.CertificateFlaw;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The way from a server's certificate to an authority, by names and keys alone: nothing else is
 * looked at yet. An authority that is known is preferred to more certificates that were shown, so
 * that an old cross-signature does no harm.
 */
sealed interface Chain {
  /** More are refused, and no more than that are looked at. */
  int MOST_SHOWN = 20;

  /** {@code anchor} vouches for the last of {@code path}, or is it, where that is the only one. */
  record Complete(List<X509Certificate> path, X509Certificate anchor) implements Chain {}

  record Ends(CertificateFlaw flaw, String holds) implements Chain {}

  static Chain of(List<X509Certificate> shown, Authorities authorities, Instant now) {
    if (shown.size() > MOST_SHOWN) {
      return new Ends(CertificateFlaw.CHAIN_TOO_LONG, shown.size() + " certificates");
    }
    if (authorities.hold(shown.getFirst())) {
      return new Complete(List.of(shown.getFirst()), shown.getFirst());
    }
    List<X509Certificate> path = new ArrayList<>(List.of(shown.getFirst()));
    while (true) {
      X509Certificate last = path.getLast();
      Optional<X509Certificate> anchor =
          authorities.namesakesOfIssuer(last).filter(each -> isIssuer(each, last)).findFirst();
      if (anchor.isPresent()) {
        return new Complete(List.copyOf(path), anchor.get());
      }
      Optional<X509Certificate> next =
          issuers(shown, last)
              .filter(each -> !path.contains(each))
              .min(Comparator.comparing(isOver(now)::test));
      if (next.isEmpty()) {
        return end(path, shown, authorities);
      }
      path.add(next.get());
    }
  }

  private static Stream<X509Certificate> issuers(
      List<X509Certificate> shown, X509Certificate subject) {
    return shown.stream()
        .filter(each ->
            each.getSubjectX500Principal().equals(subject.getIssuerX500Principal())
                && isIssuer(each, subject));
  }

  private static Predicate<X509Certificate> isOver(Instant now) {
    return each -> each.getNotAfter().toInstant().isBefore(now);
  }

  /** Nobody who is known vouches for the last of them. */
  private static Ends end(
      List<X509Certificate> path, List<X509Certificate> shown, Authorities authorities) {
    X509Certificate last = path.getLast();
    if (isIssuer(last, last)) {
      return path.size() == 1
          ? new Ends(CertificateFlaw.SELF_SIGNED, Words.subject(last))
          : new Ends(CertificateFlaw.UNKNOWN_AUTHORITY, Words.subject(last));
    }
    String issuer = Words.issuer(last);
    if (authorities.namesakesOfIssuer(last).findAny().isPresent()) {
      return new Ends(
          CertificateFlaw.UNKNOWN_AUTHORITY, issuer + ", of which another key is trusted");
    }
    return shown.size() == 1 && Words.tellsWhereIssuerIs(last)
        ? new Ends(CertificateFlaw.MISSING_INTERMEDIATE, "it was shown alone, issued by " + issuer)
        : new Ends(
            CertificateFlaw.UNKNOWN_AUTHORITY,
            shown.size() == 1 ? issuer + "; it was shown alone" : issuer);
  }

  private static boolean isIssuer(X509Certificate issuer, X509Certificate subject) {
    try {
      subject.verify(issuer.getPublicKey());
      return issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
