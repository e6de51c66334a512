package dev.goodgate.trials.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.KeyKind;
import dev.goodgate.lab.certificate.Profile.Span;
import dev.goodgate.lab.certificate.Profile.Usage;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.trials.subject.GoodgateSubject;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our gateway before Debian's nginx, which speaks TLS by OpenSSL. */
@Tag("real")
class NginxOriginRealTest {
  private static final Span VALID = span(2020, 2040);
  private static final Profile SITE = Profile.server(VALID, "origin.test", "127.0.0.1");

  private final Authority root = Authority.root("Root", VALID);
  private final Authority issuer = root.intermediate("Issuer", VALID);

  @TempDir private Path folder;

  @BeforeEach
  void writesWhatAPlanNames() throws IOException {
    Credential client = issuer.issue(Profile.server(VALID, "client.test").usage(Usage.CLIENT));
    Files.writeString(folder.resolve("root.pem"), root.pem());
    Files.writeString(folder.resolve("stranger.pem"), Authority.root("Stranger", VALID).pem());
    Files.writeString(folder.resolve("client.pem"), client.pem());
    Files.writeString(folder.resolve("client.key"), client.keyPem());
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyKind.class,
      names = {"EC", "RSA"})
  void verifiesWhomItSpeaksTo(KeyKind key) throws Exception {
    try (OriginNginx origin = origin(SITE.key(key), "");
        Subject gateway = gateway(origin, "ca: ./root.pem, server-name: origin.test")) {
      RawReply reply = ask(gateway, "/hello");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("hello");
      assertThat(reply.field("X-Name")).contains("name=origin.test");
      assertThat(reply.field("X-Version")).contains("TLSv1.3");
      assertThat(reply.field("X-Protocol")).contains("alpn=http/1.1");
    }
  }

  @Test
  void verifiesAnAddressAndDoesNotSendIt() throws Exception {
    try (OriginNginx origin = origin(SITE, "");
        Subject gateway = gateway(origin, "ca: ./root.pem")) {
      assertThat(ask(gateway, "/hello").field("X-Name")).contains("name=");
    }
  }

  @ParameterizedTest
  @CsvSource({"1.2, TLSv1.2", "1.3, TLSv1.3"})
  void takesUpSessions(String version, String spoken) throws Exception {
    try (OriginNginx origin = origin(SITE, "keepalive_timeout 0;");
        Subject gateway =
            gateway(
                origin, "ca: ./root.pem, min: \"%s\", max: \"%s\"".formatted(version, version))) {
      RawReply first = ask(gateway, "/hello");
      RawReply second = ask(gateway, "/hello");

      assertThat(first.field("X-Version")).contains(spoken);
      assertThat(first.field("X-Reused")).contains(".");
      assertThat(second.field("X-Reused")).contains("r");
    }
  }

  @Test
  void bringsLargeBodiesWhole() throws Exception {
    byte[] large = new byte[3 << 20];
    IntStream letters = new Random(1).ints(large.length, 'a', 'z');
    int[] at = {0};
    letters.forEach(letter -> large[at[0]++] = (byte) letter);
    Files.write(folder.resolve("large"), large);
    try (OriginNginx origin = origin(SITE, "");
        Subject gateway = gateway(origin, "ca: ./root.pem")) {
      RawReply reply = ask(gateway, "/large");

      assertThat(reply.whole()).isTrue();
      assertThat(reply.body()).isEqualTo(new String(large, US_ASCII));
    }
  }

  @Test
  void showsItsOwnCertificateToWhoeverAsks() throws Exception {
    String asks = "ssl_client_certificate ./root.pem; ssl_verify_depth 3; ssl_verify_client on;";
    try (OriginNginx origin = origin(SITE, asks);
        Subject gateway =
            gateway(origin, "ca: ./root.pem, certificate: ./client.pem, key: ./client.key")) {
      assertThat(ask(gateway, "/hello").field("X-Client")).contains("SUCCESS");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "origin.test | 2020 | 2021 | ca: ./root.pem | tls-cert-expired",
        "origin.test | 2035 | 2036 | ca: ./root.pem | tls-cert-not-yet-valid",
        "other.test | 2020 | 2040 | ca: ./root.pem | tls-hostname-mismatch",
        "127.0.0.1 | 2020 | 2040 | ca: ./stranger.pem | tls-unknown-ca",
      })
  void refusesWhomItDoesNotBelieve(String name, int from, int until, String tls, String cause)
      throws Exception {
    try (OriginNginx origin = origin(Profile.server(span(from, until), name), "");
        Subject gateway = gateway(origin, tls)) {
      RawReply reply = ask(gateway, "/hello");

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.field("Proxy-Status").orElse(""))
          .contains("error=tls_certificate_error", "goodgate-cause=" + cause);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssl_protocols TLSv1.2; | min: \"1.3\" | tls-version-mismatch | alert-id=70",
        "ssl_protocols TLSv1.3; | max: \"1.2\" | tls-version-mismatch | alert-id=70",
        "ssl_protocols TLSv1.2; ssl_ciphers ECDHE-ECDSA-AES128-SHA256; | server-name: origin.test"
            + " | tls-cipher-mismatch | alert-message=handshake_failure",
        "ssl_reject_handshake on; | server-name: other.test | tls-sni-wrong | alert-id=112",
        "ssl_reject_handshake on; | verify: true | tls-sni-missing | alert-id=112",
      })
  void saysWhyTheHandshakeWasRefused(String settings, String tls, String cause, String alert)
      throws Exception {
    try (OriginNginx origin = origin(SITE, settings);
        Subject gateway = gateway(origin, "ca: ./root.pem, " + tls)) {
      RawReply reply = ask(gateway, "/hello");

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.field("Proxy-Status").orElse(""))
          .contains("error=tls_alert_received", alert, "goodgate-cause=" + cause);
    }
  }

  @Test
  void spellsOutThatTlsIsNotSpokenThere() throws Exception {
    try (OriginNginx origin = origin(SITE, "");
        Subject plain = new GoodgateSubject.Kind().start(plan(origin.endpoint(), "verify: false"));
        Subject gateway =
            new GoodgateSubject.Kind()
                .start(plan("https://127.0.0.1:" + plain.address().getPort(), "verify: false"))) {
      RawReply reply = ask(gateway, "/hello");

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.field("Proxy-Status").orElse(""))
          .contains("error=tls_protocol_error", "goodgate-cause=tls-to-plaintext-port");
    }
  }

  private OriginNginx origin(Profile profile, String settings) throws IOException {
    return new OriginNginx(folder, issuer.issue(profile), settings);
  }

  private Subject gateway(OriginNginx origin, String tls) throws IOException {
    return new GoodgateSubject.Kind().start(plan(origin.endpoint(), tls));
  }

  private String plan(String endpoint, String tls) {
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0" }]
    routes: [{ upstream: app }]
    upstreams: { app: { endpoints: ["ENDPOINT"], tls: { TLS } } }
    """
        .replace("ENDPOINT", endpoint)
        .replace("TLS", tls.replace("./", folder + "/"));
  }

  private static RawReply ask(Subject gateway, String path) throws IOException {
    try (RawClient client = RawClient.connect(gateway.address(), Duration.ofSeconds(10))) {
      return client.get(path);
    }
  }

  private static Span span(int from, int until) {
    return new Span(
        Instant.parse(from + "-01-01T00:00:00Z"), Instant.parse(until + "-01-01T00:00:00Z"));
  }
}
