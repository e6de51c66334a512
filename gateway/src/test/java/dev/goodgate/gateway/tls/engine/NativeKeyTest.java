package dev.goodgate.gateway.tls.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeKeyTest {
  /** With its point, as OpenSSL writes it; the scalar begins at byte 36. */
  private static final byte[] CURVE_KEY =
      HexFormat.of()
          .parseHex(
              "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420"
                  + "082bcc07caaba6e8d0e2b68d987b77a3292e692295c0bb30cafc06aeb9d9991a"
                  + "a14403420004"
                  + "22c11316ab91bedf49ed8acd4881b714cedd8863ea2b9dd727e2613b30bb3b5e"
                  + "17d5ccf719e52f5c1fbc7385aca711e40ed41dd2a4f59253a672349543cf9af0");

  @Test
  void aKeyOfACurveHasToAgreeWithItsPoint() throws Exception {
    byte[] damaged = CURVE_KEY.clone();
    damaged[40] ^= 1;

    assertThatCode(() -> EngineLibrary.BORINGSSL.examine(curveKey(CURVE_KEY)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> EngineLibrary.BORINGSSL.examine(curveKey(damaged)))
        .isInstanceOf(SSLException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void keysAsTheyAreMadeAreSound(String algorithm) throws Exception {
    PrivateKey made = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

    assertThatCode(() -> EngineLibrary.BORINGSSL.examine(made)).doesNotThrowAnyException();
  }

  private static PrivateKey curveKey(byte[] encoded) throws Exception {
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }
}
