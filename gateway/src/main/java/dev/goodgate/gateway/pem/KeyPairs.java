package dev.goodgate.gateway.pem;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;

/**
 * Finds out whether two keys belong together. Those of RSA share their modulus; those of elliptic
 * curves are mostly written with the point that is their public key (RFC 5915 3); others have to
 * sign something, which takes a JVM that has just started 60 ms. Whether the rest of a key agrees
 * with these numbers is for the library to say that is to use it.
 */
final class KeyPairs {
  private static final byte[] SOMETHING = {'g', 'o', 'o', 'd'};

  private KeyPairs() {}

  static boolean belong(PublicKey open, PrivateKey secret) {
    if (open instanceof RSAKey one && secret instanceof RSAKey other) {
      return open.getAlgorithm().equals(secret.getAlgorithm())
          && one.getModulus().equals(other.getModulus());
    }
    if (open instanceof ECPublicKey curve && secret instanceof ECKey) {
      return endsWithPoint(curve, secret.getEncoded()) || verifies("SHA256withECDSA", open, secret);
    }
    return verifies("EdDSA", open, secret);
  }

  /** The point is the last of what either key is written as. */
  private static boolean endsWithPoint(ECPublicKey open, byte[] secret) {
    byte[] encoded = open.getEncoded();
    int field = (open.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    int point = 1 + 2 * field;
    return secret.length > point
        && Arrays.equals(
            encoded,
            encoded.length - point,
            encoded.length,
            secret,
            secret.length - point,
            secret.length);
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
