package dev.goodgate.gateway.pem;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Finds out whether two keys belong together, by signing something. */
final class KeyPairs {
  private static final byte[] SOMETHING = {'g', 'o', 'o', 'd'};

  private KeyPairs() {}

  static boolean belong(PublicKey open, PrivateKey secret) {
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "RSASSA-PSS" -> "RSASSA-PSS";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update(SOMETHING);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(SOMETHING);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
