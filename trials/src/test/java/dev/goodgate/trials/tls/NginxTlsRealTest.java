package dev.goodgate.trials.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.lab.origin.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Debian's nginx replies to every fault of TLS, and what it writes of it. */
@Tag("real")
class NginxTlsRealTest {
  private static final String SNI =
      "proxy_ssl_server_name on; proxy_ssl_protocols TLSv1.2 TLSv1.3;";
  private static final String OWN =
      SNI + "proxy_ssl_certificate ./client.pem; proxy_ssl_certificate_key ./client-key.pem;";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy",
        "tls-healthy-rsa",
        "tls-version-mismatch:version=1.2",
        "tls-version-mismatch:version=1.3",
        "tls-cipher-mismatch:suite=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "tls-chain-too-deep:intermediates=1",
        "tls-sni-missing",
        "tls-resumption-refused",
        "tls-slow-handshake:delay=1ms,piece=100",
        "tls-no-close-notify",
      })
  void findsNothingWrongWithWhatIsSound(String fault) throws Exception {
    try (ScriptedOrigin origin = origin(fault);
        SecuringNginx nginx = nginx(origin, SNI)) {
      assertThat(ask(nginx).status()).isEqualTo(200);
      assertThat(ask(nginx).status()).isEqualTo(200);
      assertThat(nginx.errors()).doesNotContain("upstream");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-cert-expired | verify error: (10:certificate has expired)",
        "tls-cert-not-yet-valid | verify error: (9:certificate is not yet valid)",
        "tls-self-signed | verify error: (18:self-signed certificate)",
        "tls-unknown-ca | verify error: (20:unable to get local issuer certificate)",
        "tls-missing-intermediate | verify error: (21:unable to verify the first certificate)",
        "tls-chain-too-deep | verify error: (20:unable to get local issuer certificate)",
        "tls-hostname-mismatch | SSL certificate does not match \"localhost\"",
        "tls-sni-wrong:otherwise=default-certificate | SSL certificate does not match",
        "tls-weak-signature | verify error: (68:CA signature digest algorithm too weak)",
        "tls-weak-key | verify error: (66:EE certificate key too weak)",
        "tls-wrong-usage | verify error: (26:",
        "tls-sni-wrong | alert number 112",
        "tls-version-mismatch | alert number 70",
        "tls-version-mismatch:says=server-hello | unsupported protocol",
        "tls-cipher-mismatch | alert number 40",
        "tls-client-cert-required:version=1.2 | alert number 40",
        "tls-alert | alert number 80",
        "tls-reset-in-handshake | peer closed connection in SSL handshake (104:",
        "tls-reset-in-handshake:after=200 | peer closed connection in SSL handshake (104:",
        "tls-reset-in-handshake:by=close | peer closed connection in SSL handshake",
        "tls-to-plaintext-port | wrong version number",
      })
  void repliesWith502ToWhatEndsTheHandshake(String fault, String line) throws Exception {
    expect(fault, SNI, 502, line + " ... while SSL handshaking to upstream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-client-cert-required:version=1.3 | alert number 116",
        "tls-bad-record | decryption failed or bad record mac",
        "tls-bad-record:what=length | packet length too long",
        "tls-bad-record:what=unencrypted | wrong version number",
      })
  void repliesWith502ToWhatComesAfterTheHandshake(String fault, String line) throws Exception {
    expect(fault, SNI, 502, line + " ... while reading response header from upstream");
  }

  @ParameterizedTest
  @CsvSource({"tls-handshake-timeout", "tls-to-plaintext-port:does=silence"})
  void repliesWith504ToSilence(String fault) throws Exception {
    expect(fault, SNI, 504, "upstream timed out ... while SSL handshaking to upstream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-client-cert-rejected:version=1.2,alert=48 | alert number 48",
        "tls-client-cert-rejected:version=1.3 | alert number 46",
      })
  void isToldThatItsOwnCertificateIsNotGoodEnough(String fault, String line) throws Exception {
    expect(fault, OWN, 502, line);
    expect("tls-client-cert-required", OWN, 200, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-sni-missing | proxy_ssl_server_name off; | alert number 112",
        "tls-sni-missing:otherwise=default-certificate | proxy_ssl_server_name off; | not match",
        "tls-revoked | proxy_ssl_server_name on; proxy_ssl_crl ./revocations.pem; | (23:certificate"
            + " revoked)",
        "tls-version-mismatch:version=1.3 | proxy_ssl_protocols TLSv1.2; | alert number 70",
      })
  void failsByItsOwnSetting(String fault, String setting, String line) throws Exception {
    expect(fault, setting, 502, line);
  }

  /** It reads ahead: the broken record may come with the head, and be told as met there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-bad-record:after=120 | SSL_read() failed",
        "tls-no-close-notify:framing=length | prematurely closed connection while reading upstream",
      })
  void cutsTheReplyOffWhereTheEndpointBreaksIt(String fault, String line) throws Exception {
    try (ScriptedOrigin origin = origin(fault);
        SecuringNginx nginx = nginx(origin, SNI)) {
      RawReply reply = ask(nginx);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.completion()).isEqualTo(Completion.CUT);
      assertThat(nginx.errors()).contains(line);
    }
  }

  /** {@code lines}: what must stand in the error log, in this order, parted by three dots. */
  private void expect(String fault, String settings, int status, String lines) throws Exception {
    try (ScriptedOrigin origin = origin(fault);
        SecuringNginx nginx = nginx(origin, settings)) {
      assertThat(ask(nginx).status()).isEqualTo(status);
      assertThat(nginx.errors()).containsSubsequence(lines.split(" \\.\\.\\. ", -1));
    }
  }

  private static ScriptedOrigin origin(String fault) throws IOException {
    ScriptedOrigin origin =
        ScriptedOrigin.start(
            "o",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
    origin.play(fault);
    return origin;
  }

  private SecuringNginx nginx(ScriptedOrigin origin, String settings) throws IOException {
    return new SecuringNginx(folder, origin.tls(), origin.port(), settings);
  }

  private static RawReply ask(SecuringNginx nginx) throws IOException {
    try (RawClient client = RawClient.connect(nginx.address(), Duration.ofSeconds(10))) {
      return client.get("/");
    }
  }
}
