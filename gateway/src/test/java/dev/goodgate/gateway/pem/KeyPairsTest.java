package dev.goodgate.gateway.pem;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPairsTest {
  /** With its point, as OpenSSL writes it. */
  private static final String CURVE_KEY =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCCvMB8qrpujQ4raN
      mHt3oykuaSKVwLswyvwGrrnZmRqhRANCAAQiwRMWq5G+30ntis1IgbcUzt2IY+or
      ndcn4mE7MLs7XhfVzPcZ5S9cH7xzhaynEeQO1B3SpPWSU6ZyNJVDz5rw
      -----END PRIVATE KEY-----
      """;

  private static final String CURVE_PUBLIC_KEY =
      "3059301306072a8648ce3d020106082a8648ce3d030107034200"
          + "0422c11316ab91bedf49ed8acd4881b714cedd8863ea2b9dd727e2613b30bb3b5e"
          + "17d5ccf719e52f5c1fbc7385aca711e40ed41dd2a4f59253a672349543cf9af0";

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "RSASSA-PSS", "EC", "Ed25519"})
  void keysMadeTogetherBelongTogetherAndOthersDoNot(String algorithm) throws Exception {
    KeyPair one = made(algorithm);
    KeyPair other = made(algorithm);

    assertThat(KeyPairs.belong(one.getPublic(), one.getPrivate())).isTrue();
    assertThat(KeyPairs.belong(one.getPublic(), other.getPrivate())).isFalse();
  }

  @Test
  void aKeyOfACurveIsKnownByItsPoint() throws Exception {
    PrivateKey secret = KeyPem.read("curve.key", CURVE_KEY);

    assertThat(KeyPairs.belong(curvePublicKey(), secret)).isTrue();
    assertThat(KeyPairs.belong(made("EC").getPublic(), secret)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "RSASSA-PSS", "Ed25519"})
  void keysOfDifferentKindsNeverBelongTogether(String algorithm) throws Exception {
    KeyPair other = made(algorithm);

    assertThat(KeyPairs.belong(curvePublicKey(), other.getPrivate())).isFalse();
    assertThat(KeyPairs.belong(other.getPublic(), KeyPem.read("curve.key", CURVE_KEY))).isFalse();
  }

  private static KeyPair made(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private static PublicKey curvePublicKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(CURVE_PUBLIC_KEY)));
  }
}
