package dev.goodgate.gateway.pem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.goodgate.gateway.tls.WrittenCertificates;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.tls.engine.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody is told who has named the wrong files for a certificate and its key. */
class MisfitsTest {
  private static final EngineLibrary LIBRARY = EngineLibrary.here().getFirst();
  private static final Terms.Identity SITE =
      new WrittenCertificates("authority").identity("EC", "a.test");
  private static final Terms.Identity OTHER =
      new WrittenCertificates("another").identity("RSA", "b.test");

  @TempDir private Path folder;

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content));
  }

  private static String certificate(Terms.Identity of) throws Exception {
    return pem("CERTIFICATE", of.certificate().getEncoded());
  }

  private static String key(Terms.Identity of) {
    return pem("PRIVATE KEY", of.key().getEncoded());
  }

  /** What is said of the two files, without their folder. */
  private String told(byte[] certificate, byte[] key) throws IOException {
    String site = Files.write(folder.resolve("site.pem"), certificate).toString();
    String secret = Files.write(folder.resolve("site.key"), key).toString();
    PemFiles.Unusable unusable =
        catchThrowableOfType(
            PemFiles.Unusable.class, () -> PemFiles.identity(site, secret, LIBRARY));
    return unusable == null ? "" : unusable.getMessage().replace(folder + "/", "");
  }

  private String told(String certificate, String key) throws IOException {
    return told(certificate.getBytes(ISO_8859_1), key.getBytes(ISO_8859_1));
  }

  @Test
  void nothingIsSaidOfFilesThatBelongTogether() throws Exception {
    assertThat(told(certificate(SITE), key(SITE))).isEmpty();
    assertThat(told(certificate(SITE) + key(SITE), certificate(SITE) + key(SITE))).isEmpty();
  }

  /** It has the right modulus, and could sign nothing. */
  @Test
  void aKeyWhoseNumbersDoNotAgreeIsRefused() throws Exception {
    Terms.Identity rsa = new WrittenCertificates("numbers").identity("RSA", "site.test");
    RSAPrivateCrtKey whole = (RSAPrivateCrtKey) rsa.key();
    PrivateKey damaged =
        KeyFactory.getInstance("RSA")
            .generatePrivate(
                new RSAPrivateCrtKeySpec(
                    whole.getModulus(),
                    whole.getPublicExponent(),
                    whole.getPrivateExponent().flipBit(9),
                    whole.getPrimeP(),
                    whole.getPrimeQ(),
                    whole.getPrimeExponentP(),
                    whole.getPrimeExponentQ(),
                    whole.getCrtCoefficient()));

    assertThat(told(certificate(rsa), key(rsa))).isEmpty();
    assertThat(told(certificate(rsa), pem("PRIVATE KEY", damaged.getEncoded())))
        .startsWith("site.key: it cannot be used: ");
  }

  @Test
  void swappedFilesAreToldForWhatTheyAre() throws Exception {
    assertThat(told(key(SITE), certificate(SITE)))
        .isEqualTo(
            "site.pem: it holds a private key and no certificate: are the two files swapped?");
    assertThat(told(certificate(SITE), certificate(SITE)))
        .isEqualTo(
            "site.key: it holds a certificate and no private key: are the two files swapped?");
  }

  @Test
  void whoHasTheKeyOfAnotherLearnsHowToCompare() throws Exception {
    assertThat(told(certificate(SITE), key(OTHER)))
        .startsWith("site.key: it is not the key of the first certificate in site.pem: ")
        .contains("`openssl pkey -pubout -in site.key`")
        .contains("`openssl x509 -pubkey -noout -in site.pem`");
    assertThat(told(certificate(OTHER) + certificate(SITE), key(SITE)))
        .contains("first certificate in site.pem, but of number 2: that has to come first");
  }

  @ParameterizedTest
  @CsvSource({
    "ENCRYPTED PRIVATE KEY, ''",
    "RSA PRIVATE KEY, 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0123456789ABCDEF\n\n'",
    "EC PRIVATE KEY, 'Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0123456789ABCDEF\n\n'"
  })
  void whoHasAnEncryptedKeyLearnsHowToDecryptIt(String kind, String head) throws Exception {
    String key = pem(kind, new byte[100]).replace("KEY-----\nAA", "KEY-----\n" + head + "AA");

    assertThat(told(certificate(SITE), key))
        .startsWith("site.key: the key is encrypted")
        .contains("`openssl pkey -in site.key -out site.key.plain`");
  }

  @Test
  void whoHasAnotherFormLearnsHowToMakeItPem() throws Exception {
    assertThat(told(SITE.certificate().getEncoded(), key(SITE).getBytes(ISO_8859_1)))
        .isEqualTo(
            "site.pem: it is DER, not PEM: `openssl x509 -inform DER -in site.pem -out"
                + " site.pem.pem` makes that");
    assertThat(told(certificate(SITE).getBytes(ISO_8859_1), SITE.key().getEncoded()))
        .contains("site.key: it is DER", "`openssl pkey -inform DER -in site.key -out");
    byte[] pkcs12 = {0x30, (byte) 0x82, 0, 3, 2, 1, 3};
    assertThat(told(pkcs12, pkcs12)).contains("it is PKCS #12", "openssl pkcs12 -nodes -in site");
    assertThat(told("\u00fe\u00ed\u00fe\u00ed", "")).contains("keystore of Java", "keytool");
    assertThat(told(pem("PKCS7", new byte[9]), "")).contains("`openssl pkcs7 -print_certs -in");
    assertThat(told(pem("TRUSTED CERTIFICATE", new byte[9]), "")).contains("`openssl x509 -in");
  }

  @ParameterizedTest
  @CsvSource({
    "CERTIFICATE REQUEST, PRIVATE KEY, what the authority made of it is wanted",
    "X509 CRL, PRIVATE KEY, 'it holds no certificate, but: X509 CRL'",
    "CERTIFICATE, PUBLIC KEY, the private one is wanted",
    "CERTIFICATE, OPENSSH PRIVATE KEY, it is a key for SSH",
    "CERTIFICATE, DH PARAMETERS, 'it holds no private key, but: DH PARAMETERS'"
  })
  void otherThingsOfPemAreCalledByTheirNames(String first, String second, String said)
      throws Exception {
    String certificate = first.equals("CERTIFICATE") ? certificate(SITE) : pem(first, new byte[9]);
    assertThat(told(certificate, pem(second, new byte[9]))).contains(said);
  }

  @Test
  void emptyCutAndForeignFilesAreToldApart() throws Exception {
    assertThat(told("\n", "")).isEqualTo("site.pem: it is empty");
    assertThat(told(certificate(SITE), "")).isEqualTo("site.key: it is empty");
    assertThat(told("<html>", "")).isEqualTo("site.pem: there is no PEM certificate in it");
    String cut = certificate(SITE).substring(0, 100);
    assertThat(told(cut, "")).startsWith("site.pem: its certificate is cut off or damaged");
    assertThat(told(certificate(SITE), key(SITE).substring(0, 60)))
        .startsWith("site.key: its key is cut off or damaged");
    assertThat(told(certificate(SITE) + pem("CERTIFICATE", new byte[9]), ""))
        .startsWith("site.pem: certificate number 2 in it is broken: ");
  }

  @Test
  void aNameWithSpacesIsQuotedForTheShell() {
    assertThat(Misfits.encrypted("/etc/my site's.key"))
        .contains("-in '/etc/my site'\\''s.key' -out '/etc/my site'\\''s.key.plain'");
  }

  @Test
  void whatIsNotThereIsToldWithTheFolderThatWasLookedIn() {
    assertThat(catchThrowableOfType(PemFiles.Unusable.class, () -> PemFiles.bytes("absent.pem")))
        .hasMessage("absent.pem: there is no such file in " + Path.of("").toAbsolutePath());
    assertThat(
            catchThrowableOfType(PemFiles.Unusable.class, () -> PemFiles.bytes("/dev/none/a.pem")))
        .hasMessage("/dev/none/a.pem: there is no such file");
    assertThat(
            catchThrowableOfType(PemFiles.Unusable.class, () -> PemFiles.bytes(folder.toString())))
        .hasMessage(folder + ": it is a folder");
  }
}
