package dev.goodgate.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.CertificateFlaw;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.TlsAlert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeAnswersTest {
  @ParameterizedTest
  @CsvSource({
    "40, true, false, false, tls-cipher-mismatch",
    "40, true, true, false, tls-client-cert-required",
    "40, true, true, true, tls-cipher-mismatch",
    "40, false, false, false, tls-sni-missing",
    "46, true, true, true, tls-client-cert-rejected",
    "48, true, true, true, tls-client-cert-rejected",
    "42, true, true, false, tls-client-cert-required",
    "48, true, false, false, tls-reset-in-handshake",
    "47, true, true, true, tls-reset-in-handshake",
    "70, true, false, false, tls-version-mismatch",
    "80, true, false, false, tls-reset-in-handshake",
    "112, true, false, false, tls-sni-wrong",
    "112, false, false, false, tls-sni-missing",
    "116, true, true, false, tls-client-cert-required",
    "120, true, false, false, tls-alpn-mismatch",
  })
  void readsAnAlertByWhatHadBeenSaidBefore(
      int alert, boolean named, boolean asked, boolean shown, String cause) {
    Answer answer =
        ReplyTable.of(
            new Failure(
                Phase.TLS,
                Actor.ENDPOINT,
                Symptom.HANDSHAKE_REJECTED,
                new Detail.Alert(new TlsAlert(alert), named, asked, shown)),
            false);

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.proxyStatusError()).contains("tls_alert_received");
    assertThat(answer.cause().value()).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, tls-cert-expired",
    "NOT_YET_VALID, tls-cert-not-yet-valid",
    "WRONG_NAME, tls-hostname-mismatch",
    "SELF_SIGNED, tls-self-signed",
    "UNKNOWN_AUTHORITY, tls-unknown-ca",
    "MISSING_INTERMEDIATE, tls-missing-intermediate",
    "CHAIN_TOO_LONG, tls-chain-too-deep",
    "WRONG_USAGE, tls-cert-wrong-usage",
    "WEAK, tls-cert-weak",
    "REVOKED, tls-revoked",
    "BROKEN, tls-cert-broken"
  })
  void namesTheFlawOfACertificate(CertificateFlaw flaw, String cause) {
    Answer answer =
        ReplyTable.of(
            new Failure(
                Phase.TLS,
                Actor.ENDPOINT,
                Symptom.CERTIFICATE_REJECTED,
                new Detail.Certificate(flaw, "CN=origin.test")),
            false);

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.proxyStatusError()).contains("tls_certificate_error");
    assertThat(answer.cause().value()).isEqualTo(cause);
  }
}
