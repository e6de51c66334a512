package dev.goodgate.gateway.trust;

import dev.goodgate.vocabulary.traffic.Detail;
import java.security.cert.X509Certificate;

/** What a stranger's certificate says, made fit for a log: printable, bounded. */
final class Words {
  /** RFC 5280 4.2.2.1: where the issuer's certificate can be had. */
  private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

  private static final int MOST_OF_NAME = 100;

  private Words() {}

  static String subject(X509Certificate certificate) {
    return bounded(certificate.getSubjectX500Principal().getName(), MOST_OF_NAME);
  }

  static String issuer(X509Certificate certificate) {
    return bounded(certificate.getIssuerX500Principal().getName(), MOST_OF_NAME);
  }

  static String holds(String said) {
    return bounded(said, Detail.Certificate.MOST);
  }

  /** Who publishes where to find the issuer has one to be found. */
  static boolean tellsWhereIssuerIs(X509Certificate certificate) {
    return certificate.getExtensionValue(AUTHORITY_ACCESS) != null;
  }

  private static String bounded(String said, int most) {
    String printable = said.replaceAll("[^ -~]", "?");
    return printable.length() <= most ? printable : printable.substring(0, most - 3) + "...";
  }
}
