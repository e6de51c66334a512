package dev.goodgate.gateway.trust;

import static dev.goodgate.vocabulary.traffic.CertificateFlaw.BROKEN;
import static dev.goodgate.vocabulary.traffic.CertificateFlaw.CHAIN_TOO_LONG;
import static dev.goodgate.vocabulary.traffic.CertificateFlaw.EXPIRED;
import static dev.goodgate.vocabulary.traffic.CertificateFlaw.NOT_YET_VALID;
import static dev.goodgate.vocabulary.traffic.CertificateFlaw.REVOKED;
import static dev.goodgate.vocabulary.traffic.CertificateFlaw.WEAK;
import static dev.goodgate.vocabulary.traffic.CertificateFlaw.WRONG_NAME;
import static dev.goodgate.vocabulary.traffic.CertificateFlaw.WRONG_USAGE;

import dev.goodgate.vocabulary.traffic.CertificateFlaw;
import dev.goodgate.vocabulary.traffic.Detail;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the certificates that a server shows, and says what is wrong with them, exactly. Any
 * thread may ask; it calls nobody.
 *
 * <p>How it works: first the way to an authority ({@link Chain}), since nothing that is said of
 * itself by a certificate nobody vouches for is worth a word; then dates, strength, what it may be
 * used for, and all else that RFC 5280 6 asks for, which the JDK knows; the name comes last, as it
 * is the only thing that depends on who asks.
 */
public final class Inspection {
  private final Authorities authorities;
  private final InstantSource clock;

  public Inspection(Authorities authorities, InstantSource clock) {
    this.authorities = authorities;
    this.clock = clock;
  }

  /** What is wrong with {@code shown}, its own certificate first, for a server of this name. */
  public Optional<Detail.Certificate> flaw(List<X509Certificate> shown, String name) {
    if (shown.isEmpty()) {
      return flawed(BROKEN, "none was shown");
    }
    Instant now = clock.instant();
    return switch (Chain.of(shown, authorities, now)) {
      case Chain.Ends(CertificateFlaw flaw, String holds) -> flawed(flaw, holds);
      case Chain.Complete complete ->
          complete.path().stream()
              .flatMap(each -> dates(each, now).or(() -> strength(each)).stream())
              .findFirst()
              .or(() -> usage(complete.path()))
              .or(() -> rules(complete, now))
              .or(() -> name(shown.getFirst(), name));
    };
  }

  private static Optional<Detail.Certificate> dates(X509Certificate certificate, Instant now) {
    Instant until = certificate.getNotAfter().toInstant();
    Instant from = certificate.getNotBefore().toInstant();
    String who = Words.subject(certificate);
    if (now.isAfter(until)) {
      return flawed(EXPIRED, who + " at " + until);
    }
    if (now.isBefore(from)) {
      return flawed(NOT_YET_VALID, who + " before " + from);
    }
    return Optional.empty();
  }

  private static Optional<Detail.Certificate> strength(X509Certificate certificate) {
    return Strength.weakness(certificate)
        .flatMap(weakness -> flawed(WEAK, Words.subject(certificate) + ", " + weakness));
  }

  private static Optional<Detail.Certificate> usage(List<X509Certificate> path) {
    return path.stream()
        .filter(each -> !Usage.allowsServers(each))
        .findFirst()
        .or(() -> Optional.of(path.getFirst()).filter(each -> !Usage.allowsHandshakes(each)))
        .flatMap(each -> flawed(WRONG_USAGE, Words.subject(each) + " is not for servers"));
  }

  private static Optional<Detail.Certificate> rules(Chain.Complete chain, Instant now) {
    if (chain.path().getFirst().equals(chain.anchor())) {
      return Optional.empty(); // the plan says in so many words that this one is believed
    }
    try {
      PKIXParameters terms = new PKIXParameters(Set.of(new TrustAnchor(chain.anchor(), null)));
      terms.setRevocationEnabled(false);
      terms.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain.path()), terms);
      return Optional.empty();
    } catch (CertPathValidatorException broken) {
      return flawed(flaw(broken.getReason()), String.valueOf(broken.getMessage()));
    } catch (GeneralSecurityException broken) {
      return flawed(BROKEN, String.valueOf(broken.getMessage()));
    }
  }

  private static CertificateFlaw flaw(CertPathValidatorException.Reason reason) {
    if (reason instanceof CertPathValidatorException.BasicReason basic) {
      return switch (basic) {
        case EXPIRED -> EXPIRED;
        case NOT_YET_VALID -> NOT_YET_VALID;
        case REVOKED -> REVOKED;
        case ALGORITHM_CONSTRAINED -> WEAK;
        case INVALID_SIGNATURE, UNDETERMINED_REVOCATION_STATUS, UNSPECIFIED -> BROKEN;
      };
    }
    if (reason instanceof PKIXReason rule) {
      return switch (rule) {
        case PATH_TOO_LONG -> CHAIN_TOO_LONG;
        case INVALID_KEY_USAGE, NOT_CA_CERT -> WRONG_USAGE;
        case INVALID_NAME, INVALID_POLICY, NAME_CHAINING, NO_TRUST_ANCHOR, UNRECOGNIZED_CRIT_EXT ->
            BROKEN;
      };
    }
    return BROKEN;
  }

  private static Optional<Detail.Certificate> name(X509Certificate certificate, String name) {
    try {
      CertifiedNames names = CertifiedNames.of(certificate);
      return names.cover(name)
          ? Optional.empty()
          : flawed(WRONG_NAME, "it is asked for " + name + " and holds " + names);
    } catch (CertificateException broken) {
      return flawed(BROKEN, String.valueOf(broken.getMessage()));
    }
  }

  private static Optional<Detail.Certificate> flawed(CertificateFlaw flaw, String holds) {
    return Optional.of(new Detail.Certificate(flaw, Words.holds(holds)));
  }
}
