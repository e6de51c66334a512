package dev.goodgate.gateway.pem;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/**
 * Finds out whether two keys belong together: those of RSA share their modulus, others have to sign
 * something.
 */
final class KeyPairs {
  private static final byte[] SOMETHING = {'g', 'o', 'o', 'd'};

  private KeyPairs() {}

  static boolean belong(PublicKey open, PrivateKey secret) {
    if (open instanceof RSAKey one && secret instanceof RSAKey other) {
      return open.getAlgorithm().equals(secret.getAlgorithm())
          && one.getModulus().equals(other.getModulus());
    }
    return verifies(secret.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "EdDSA", open, secret);
  }

  private static boolean verifies(String algorithm, PublicKey open, PrivateKey secret) {
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
