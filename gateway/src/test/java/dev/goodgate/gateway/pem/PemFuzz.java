package dev.goodgate.gateway.pem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.FuzzInputs;
import dev.goodgate.gateway.tls.WrittenCertificates;
import dev.goodgate.gateway.tls.engine.Terms;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damaged PEM files: what is in them is refused in words, or is the same when it is written and
 * read again.
 */
class PemFuzz {
  private static final long SEED = 7_468;
  private static final int ROUNDS = 10_000;

  /** Of openssl ecparam -name prime256v1 -genkey, made for this and nothing else. */
  private static final String EC =
      """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIGSMTEaUCicQW63WY7OEpHyLTApTN/aWXQ8g7zisArc5oAoGCCqGSM49
      AwEHoUQDQgAEf+jzxxdrs6w6T4aq8ogdlzBjAYal4HXhgP5vLeupvxab1/L4H02J
      jYlIi/JqCrMT2kiTmuqlq+YsR6ig0+KFxA==
      -----END EC PRIVATE KEY-----
      """;

  @Test
  void damagedFilesAreRefusedOrReadTheSameTwice() throws GeneralSecurityException {
    Random random = new Random(SEED);
    List<byte[]> seeds = seeds().toList();
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) (' ' + random.nextInt(95));
      }
      taken += judge(bytes) ? 1 : 0;
    }
    assertThat(taken).as("of seed %d, those that are of use", SEED).isGreaterThan(1_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeIsRefusedOrReadTheSameTwice()
      throws IOException, GeneralSecurityException {
    for (byte[] input : FuzzInputs.of(PemGuidedFuzz.class, seeds())) {
      judge(input);
    }
  }

  static Stream<byte[]> seeds() {
    Terms.Identity identity = new WrittenCertificates("seeds").identity("EC", "seed.test");
    byte[] pkcs8 = identity.key().getEncoded();
    return Stream.of(
            pem("CERTIFICATE", encoded(identity.certificate())),
            pem("PRIVATE KEY", pkcs8),
            EC,
            pem("EC PRIVATE KEY", new byte[] {0x30, 2, 2, 1, 1, (byte) 0xa0, 1, 6}),
            pem("EC PRIVATE KEY", endless()),
            pem("RSA PRIVATE KEY", new byte[] {0x30, 3, 2, 1, 0}),
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"
                + "AA==\n-----END RSA PRIVATE KEY-----\n",
            "0\u0082\0\3\2\1\3",
            "-----BEGIN CERTIFICATE REQUEST-----\nAA==\n-----END CERTIFICATE REQUEST-----\n",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n")
        .map(text -> text.getBytes(ISO_8859_1));
  }

  /** Elements, the last of which has a length that would lead back to the first. */
  private static byte[] endless() {
    byte[] key = new byte[160];
    key[0] = 0x30;
    key[129] = (byte) 0x80;
    return key;
  }

  /** Whether anything in it is of use. */
  static boolean judge(byte[] bytes) throws GeneralSecurityException {
    String text = new String(bytes, ISO_8859_1);
    boolean ofUse = false;
    try {
      List<X509Certificate> found = PemFiles.certificates("a.pem", text);
      assertThat(found).isNotEmpty();
      StringBuilder again = new StringBuilder();
      found.forEach(each -> again.append(pem("CERTIFICATE", encoded(each))));
      assertThat(PemFiles.certificates("b.pem", again.toString())).isEqualTo(found);
      ofUse = true;
    } catch (PemFiles.Unusable unusable) {
      assertThat(unusable).hasMessageStartingWith("a.pem: ");
    }
    PrivateKey key;
    try {
      key = KeyPem.read("a.pem", text);
    } catch (GeneralSecurityException refused) {
      assertThat(refused.getMessage()).as("a clause for people").isNotBlank();
      return ofUse;
    }
    assertThat(KeyPem.read("b.pem", pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    return true;
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(content)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
