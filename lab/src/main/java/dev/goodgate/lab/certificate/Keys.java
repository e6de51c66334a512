package dev.goodgate.lab.certificate;

import dev.goodgate.lab.certificate.Profile.KeyKind;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** Makes keys, and signs with them. */
final class Keys {
  private Keys() {}

  static KeyPair make(KeyKind kind) throws GeneralSecurityException {
    return switch (kind) {
      case EC -> {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        yield generator.generateKeyPair();
      }
      case RSA -> rsa(2048);
      case WEAK_RSA -> rsa(1024);
    };
  }

  /** The three parts of a certificate or list: what is said, how it is signed, the signature. */
  static byte[] signed(byte[] said, PrivateKey by, boolean isWeak) throws GeneralSecurityException {
    boolean isRsa = by.getAlgorithm().equals("RSA");
    Signature signature =
        Signature.getInstance((isWeak ? "SHA1" : "SHA256") + "with" + (isRsa ? "RSA" : "ECDSA"));
    signature.initSign(by);
    signature.update(said);
    return Der.sequence(said, algorithm(by, isWeak), Der.bits(signature.sign(), 0));
  }

  static byte[] algorithm(PrivateKey by, boolean isWeak) {
    return by.getAlgorithm().equals("RSA")
        ? Der.sequence(Der.oid("1.2.840.113549.1.1." + (isWeak ? "5" : "11")), Der.nothing())
        : Der.sequence(Der.oid("1.2.840.10045.4." + (isWeak ? "1" : "3.2")));
  }

  private static KeyPair rsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }
}
