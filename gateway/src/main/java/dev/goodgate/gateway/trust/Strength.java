package dev.goodgate.gateway.trust;

import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;
import java.util.Optional;

/** What the public authorities no longer sign, nor sign with: less than 112 bits of security. */
final class Strength {
  private static final int LEAST_RSA = 2_048;
  private static final int LEAST_EC = 224;

  private Strength() {}

  static Optional<String> weakness(X509Certificate certificate) {
    String signed = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    if (signed.contains("MD5") || signed.contains("MD2") || signed.contains("SHA1")) {
      return Optional.of("signed with " + certificate.getSigAlgName());
    }
    return switch (certificate.getPublicKey()) {
      case RSAKey key when key.getModulus().bitLength() < LEAST_RSA ->
          Optional.of("an RSA key of " + key.getModulus().bitLength() + " bits");
      case ECKey key when key.getParams().getCurve().getField().getFieldSize() < LEAST_EC ->
          Optional.of("a key on a small curve");
      case DSAKey _ -> Optional.of("a DSA key");
      default -> Optional.empty();
    };
  }
}
