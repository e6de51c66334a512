package dev.goodgate.gateway.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a certificate may be used for, by its own words: RFC 5280 4.2.1.3, 4.2.1.12. */
final class Usage {
  private static final String SERVERS = "1.3.6.1.5.5.7.3.1";
  private static final String ANY = "2.5.29.37.0";
  private static final int SIGNATURE = 0;
  private static final int ENCIPHERMENT = 2;
  private static final int AGREEMENT = 4;

  private Usage() {}

  /** Also said of authorities, of which some vouch for mail or programs only. */
  static boolean allowsServers(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null || purposes.contains(SERVERS) || purposes.contains(ANY);
    } catch (CertificateParsingException _) {
      return false;
    }
  }

  static boolean allowsHandshakes(X509Certificate certificate) {
    boolean[] uses = certificate.getKeyUsage();
    return uses == null || uses[SIGNATURE] || uses[ENCIPHERMENT] || uses[AGREEMENT];
  }
}
