package dev.goodgate.gateway.certificate;

import dev.goodgate.gateway.tls.engine.AcceptingEngines;
import dev.goodgate.gateway.tls.engine.Terms;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One certificate as it is shown, with its engines. Immutable. */
record Shown(String file, X509Certificate certificate, AcceptingEngines engines) {
  private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,+]+)");
  private static final int DNS = 2;

  static Shown of(String file, Terms.Identity identity, AcceptingEngines engines) {
    return new Shown(file, identity.certificate(), engines);
  }

  boolean isRsa() {
    return certificate.getPublicKey() instanceof RSAKey;
  }

  /** The names it is for, in small letters; the common name only where there are no others. */
  List<String> names() {
    try {
      var alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        return alternatives.stream()
            .filter(each -> each.getFirst() instanceof Integer kind && kind == DNS)
            .map(each -> String.valueOf(each.getLast()).toLowerCase(Locale.ROOT))
            .toList();
      }
    } catch (CertificateParsingException _) {
      return List.of(); // whoever asks for no name still gets it
    }
    Matcher common = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
    return common.find() ? List.of(common.group(1).toLowerCase(Locale.ROOT)) : List.of();
  }
}
