package dev.goodgate.gateway.trust;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For whom a certificate speaks: the alternative names of RFC 5280 4.2.1.6, compared as RFC 9525
 * says. The common name is not looked at, as no browser does.
 */
record CertifiedNames(List<String> hosts, List<String> addresses) {
  private static final int HOST = 2;
  private static final int ADDRESS = 7;

  static CertifiedNames of(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    return all == null
        ? new CertifiedNames(List.of(), List.of())
        : new CertifiedNames(ofKind(all, HOST), ofKind(all, ADDRESS));
  }

  private static List<String> ofKind(Collection<List<?>> all, int kind) {
    return all.stream()
        .filter(each -> each.get(0) instanceof Integer number && number == kind)
        .map(each -> String.valueOf(each.get(1)))
        .toList();
  }

  /** {@code name} is a host's, or an address. */
  boolean cover(String name) {
    InetAddress address = address(name);
    return address == null
        ? hosts.stream().anyMatch(each -> covers(lower(each), lower(name)))
        : addresses.stream().anyMatch(each -> address.equals(address(each)));
  }

  /** An asterisk stands for one whole label, the first, and not above two others: RFC 9525 6.3. */
  private static boolean covers(String certified, String name) {
    if (!certified.startsWith("*.")) {
      return certified.equals(name);
    }
    int dot = name.indexOf('.');
    return dot > 0
        && certified.indexOf('.', 2) > 0
        && certified.indexOf('*', 1) < 0
        && certified.substring(1).equals(name.substring(dot));
  }

  private static String lower(String name) {
    String written = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return written.toLowerCase(Locale.ROOT);
  }

  static @Nullable InetAddress address(String name) {
    try {
      return InetAddress.ofLiteral(name);
    } catch (IllegalArgumentException aName) {
      return null;
    }
  }

  @Override
  public String toString() {
    List<String> all = hosts.isEmpty() ? addresses : hosts;
    return all.isEmpty() ? "no name" : String.join(", ", all);
  }
}
