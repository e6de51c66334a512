package dev.goodgate.lab.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goodgate.lab.certificate.Profile.KeyKind;
import dev.goodgate.lab.certificate.Profile.Span;
import dev.goodgate.lab.certificate.Profile.Usage;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CRL;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorityTest {
  private static final Instant NOW = Instant.parse("2031-05-04T12:30:00Z");
  private static final Span YEAR = span(-180, 180);

  private final Authority root = Authority.root("lab root", YEAR);
  private final Authority below = root.intermediate("lab intermediate", YEAR);
  private final Profile plain = Profile.server(YEAR, "localhost", "*.lab.test", "127.0.0.1", "::1");

  @Test
  void aChainIsAcceptedByTheValidatorOfTheJdk() throws Exception {
    for (KeyKind kind : List.of(KeyKind.EC, KeyKind.RSA)) {
      validate(below.issue(plain.key(kind)));
    }
    validate(root.issue(plain));
  }

  @Test
  void aCertificateSaysWhatItsProfileSays() throws Exception {
    X509Certificate leaf = below.issue(plain.valid(span(-1, 1))).leaf();
    assertThat(leaf.getVersion()).isEqualTo(3);
    assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
    assertThat(leaf.getIssuerX500Principal().getName()).isEqualTo("CN=lab intermediate");
    assertThat(leaf.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "localhost"),
            List.of(2, "*.lab.test"),
            List.of(7, "127.0.0.1"),
            List.of(7, "0:0:0:0:0:0:0:1"));
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(leaf.getKeyUsage()).startsWith(true, false, false);
    assertThat(leaf.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(leaf.getSerialNumber()).isPositive();
    assertThat(below.certificate().getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(root.issue(plain.usage(Usage.CLIENT)).leaf().getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.2");
  }

  @Test
  void yearsFrom2050OnAreWrittenWithFourDigits() {
    Span far =
        new Span(Instant.parse("2049-12-31T23:59:59Z"), Instant.parse("2050-01-01T00:00:00Z"));
    X509Certificate leaf = root.issue(plain.valid(far)).leaf();
    assertThat(leaf.getNotBefore().toInstant()).isEqualTo(far.from());
    assertThat(leaf.getNotAfter().toInstant()).isEqualTo(far.until());
  }

  @Test
  void whatIsWrongOnPurposeIsRefusedForThatReason() throws Exception {
    refused(below.issue(plain.valid(span(-20, -10))), BasicReason.EXPIRED);
    refused(below.issue(plain.valid(span(10, 20))), BasicReason.NOT_YET_VALID);
    assertThatExceptionOfType(CertPathValidatorException.class)
        .isThrownBy(() -> validate(Authority.selfSigned(plain)));
    assertThatExceptionOfType(CertPathValidatorException.class)
        .isThrownBy(() -> validate(below.issue(plain).alone()));
    assertThatExceptionOfType(CertPathValidatorException.class)
        .isThrownBy(() -> validate(Authority.root("another", YEAR).issue(plain)));
  }

  @Test
  void weakCertificatesAreAsWeakAsTheySay() {
    assertThat(below.issue(plain.weaklySigned()).leaf().getSigAlgName()).isEqualTo("SHA1withECDSA");
    X509Certificate weak = Authority.selfSigned(plain.key(KeyKind.WEAK_RSA).weaklySigned()).leaf();
    assertThat(weak.getSigAlgName()).isEqualTo("SHA1withRSA");
    assertThat(((RSAPublicKey) weak.getPublicKey()).getModulus().bitLength()).isEqualTo(1024);
  }

  @Test
  void aListTakesBackWhatItNamesAndNothingElse() throws Exception {
    Credential good = below.issue(plain);
    Credential bad = below.issue(plain);
    List<String> lists = List.of(root.revocations(YEAR), below.revocations(YEAR, bad.leaf()));
    PKIXParameters checking = trusting();
    checking.setRevocationEnabled(true);
    checking.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(read(lists))));
    validate(good, checking);
    assertThatExceptionOfType(CertPathValidatorException.class)
        .isThrownBy(() -> validate(bad, checking))
        .satisfies(e -> assertThat(e.getReason()).isEqualTo(BasicReason.REVOKED));
  }

  @Test
  void pemHoldsTheChainWithoutItsRootAndTheKey() throws Exception {
    Credential credential = below.issue(plain);
    assertThat(certificates(credential.pem())).hasSize(2).isEqualTo(credential.chain());
    assertThat(certificates(root.pem())).hasSize(1);
    String key = credential.keyPem().replaceAll("-----[A-Z ]+-----|\n", "");
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key));
    assertThat(KeyFactory.getInstance("EC").generatePrivate(spec)).isEqualTo(credential.key());
  }

  @Test
  void refusesNamesThatNoCertificateCanHold() {
    assertThatIllegalArgumentException().isThrownBy(() -> Profile.server(YEAR, "a\", O=\"b"));
    assertThatIllegalArgumentException().isThrownBy(() -> Profile.server(YEAR));
  }

  private void refused(Credential shown, BasicReason reason) {
    assertThatExceptionOfType(CertPathValidatorException.class)
        .isThrownBy(() -> validate(shown))
        .satisfies(e -> assertThat(e.getReason()).isEqualTo(reason));
  }

  private void validate(Credential shown) throws GeneralSecurityException {
    validate(shown, trusting());
  }

  private static void validate(Credential shown, PKIXParameters how)
      throws GeneralSecurityException {
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    assertThat(validator.validate(factory().generateCertPath(shown.chain()), how)).isNotNull();
  }

  private PKIXParameters trusting() throws GeneralSecurityException {
    PKIXParameters how = new PKIXParameters(Set.of(new TrustAnchor(root.certificate(), null)));
    how.setRevocationEnabled(false);
    how.setDate(Date.from(NOW));
    return how;
  }

  private static Collection<? extends CRL> read(List<String> lists)
      throws GeneralSecurityException {
    return factory()
        .generateCRLs(new ByteArrayInputStream(String.join("", lists).getBytes(US_ASCII)));
  }

  private static Collection<?> certificates(String pem) throws GeneralSecurityException {
    return factory().generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
  }

  private static CertificateFactory factory() throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509");
  }

  private static Span span(long fromDay, long untilDay) {
    return new Span(NOW.plus(Duration.ofDays(fromDay)), NOW.plus(Duration.ofDays(untilDay)));
  }
}
