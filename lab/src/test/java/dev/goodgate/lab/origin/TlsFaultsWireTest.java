package dev.goodgate.lab.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault of TLS, as the JDK's own client meets it. */
class TlsFaultsWireTest {
  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "web-1",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy",
        "tls-healthy",
        "tls-healthy-rsa",
        "tls-chain-too-deep:intermediates=2",
        "tls-revoked",
        "tls-weak-signature",
        "tls-weak-key",
        "tls-sni-missing",
        "tls-sni-wrong:serves=localhost",
        "tls-version-mismatch:version=1.2",
        "tls-version-mismatch:version=1.3",
        "tls-cipher-mismatch:suite=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "tls-resumption-refused",
        "tls-slow-handshake:delay=1ms,piece=50",
        "tls-bad-record:after=1MiB",
      })
  void answersThroughTlsWhereNothingIsInTheWay(String fault) throws Exception {
    origin.play(fault);
    assertThat(client().get(origin.address(), "/"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Answered by web-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-cert-expired | NotAfter",
        "tls-cert-not-yet-valid | NotBefore",
        "tls-self-signed | unable to find valid certification path",
        "tls-unknown-ca | unable to find valid certification path",
        "tls-missing-intermediate | unable to find valid certification path",
        "tls-chain-too-deep | chain length (11) exceeds the maximum",
        "tls-hostname-mismatch | No subject alternative DNS name matching localhost",
        "tls-sni-missing:otherwise=default-certificate | No subject alternative DNS name matching"
            + " localhost",
        "tls-wrong-usage | Extended key usage does not permit",
        "tls-cert-broken | parse",
        "tls-version-mismatch:says=server-hello | TLS11 is not accepted",
        "tls-version-mismatch:version=1.0,says=server-hello | TLS10 is not accepted",
        "tls-reset-in-handshake:after=200 | reset",
        "tls-reset-in-handshake:after=20 | reset",
        "tls-reset-in-handshake | reset",
        "tls-reset-in-handshake:by=close | terminated the handshake",
        "tls-reset-in-handshake:by=close,after=60 | terminated the handshake",
        "tls-to-plaintext-port | Unsupported or unrecognized SSL message",
        "tls-to-plaintext-port:does=close | terminated the handshake",
        "tls-to-plaintext-port:does=reset | reset",
        "tls-bad-record | Tag mismatch",
        "tls-bad-record:after=100 | Tag mismatch",
        "tls-bad-record:what=type | Tag mismatch",
        "tls-bad-record:what=length | Illegal packet size",
      })
  void isRefusedByAClientForThatReason(String fault, String reason) throws Exception {
    origin.play(fault);
    SecureClient client = client();
    if (fault.contains("default-certificate")) {
      client.names();
    }
    assertThat(failure(client)).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-sni-missing | | unrecognized_name",
        "tls-sni-wrong | localhost | unrecognized_name",
        "tls-version-mismatch | localhost | protocol_version",
        "tls-cipher-mismatch | localhost | handshake_failure",
        "tls-cipher-mismatch:suite=TLS_MADE_UP | localhost | handshake_failure",
        "tls-cipher-mismatch:suite=TLS_RSA_WITH_AES_128_CBC_SHA | localhost | handshake_failure",
        "tls-alpn-mismatch | localhost | no_application_protocol",
        "tls-client-cert-required:version=1.2 | localhost | handshake_failure",
        "tls-client-cert-required:version=1.3 | localhost | certificate_required",
        "tls-client-cert-required | localhost | certificate_required",
        "tls-alert | localhost | internal_error",
        "tls-alert:number=48 | localhost | unknown_ca",
      })
  void saysTheAlertOfTheFault(String fault, String sni, String alert) throws Exception {
    origin.play(fault);
    SecureClient client = client().offers("http/1.1");
    if (sni == null) {
      client.names();
    }
    assertThat(failure(client)).contains("Received fatal alert: " + alert);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-client-cert-rejected | certificate_unknown",
        "tls-client-cert-rejected:version=1.2 | certificate_unknown",
        "tls-client-cert-rejected:version=1.2,alert=42 | bad_certificate",
        "tls-client-cert-rejected:version=1.2,alert=45 | certificate_expired",
        "tls-client-cert-rejected:version=1.2,alert=48 | unknown_ca",
      })
  void rejectsTheCertificateThatItIsShown(String fault, String alert) throws Exception {
    origin.play(fault);
    SecureClient client = client().shows(origin.tls().client());
    assertThat(failure(client)).contains("Received fatal alert: " + alert);
  }

  @ParameterizedTest
  @CsvSource({"any", "1.2", "1.3"})
  void takesTheCertificateThatItWanted(String version) throws Exception {
    origin.play("tls-client-cert-required:version=" + version);
    SecureClient client = client().shows(origin.tls().client());
    assertThat(client.get(origin.address(), "/")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({"tls-handshake-timeout", "tls-to-plaintext-port:does=silence"})
  void saysNothingToTheHello(String fault) throws Exception {
    origin.play(fault);
    assertThat(failure(client().waits(Duration.ofMillis(200)))).contains("Read timed out");
  }

  @Test
  void textThatWasNotEncryptedIsNeverRead() throws Exception {
    origin.play("tls-bad-record:what=unencrypted");
    assertThat(client().get(origin.address(), "/")).isEmpty();
  }

  @Test
  void anOlderClientIsToldThatItsVersionIsTooOld() throws Exception {
    origin.play("tls-version-mismatch:version=1.3");
    assertThat(failure(client().speaks("TLSv1.2"))).contains("fatal alert: protocol_version");
  }

  private String failure(SecureClient client) {
    Throwable thrown = catchThrowable(() -> client.get(origin.address(), "/"));
    assertThat(thrown).isInstanceOf(IOException.class);
    return Throwables.getStackTrace(thrown).replaceAll("(?m)^\\s+at .*\n", "");
  }

  private SecureClient client() throws GeneralSecurityException {
    return new SecureClient().trusts(origin.tls().authority());
  }
}
