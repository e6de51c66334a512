package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.gateway.Gateway;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients within TLS offer to speak, and what comes of it: RFC 7301 3.2. */
class OfferedProtocolsWireTest {
  private final Authority authority = Authority.root("authority of the test", Papers.VALID);
  @TempDir Path folder;

  @BeforeEach
  void writeCertificate() throws IOException {
    Credential site = authority.issue(Profile.server(Papers.VALID, LiveGateway.HOST));
    Files.writeString(folder.resolve("site.pem"), site.pem() + site.keyPem());
  }

  /** Each engine, with each version. */
  static Stream<Arguments> ways() {
    return EngineLibrary.here().stream()
        .flatMap(
            each -> Stream.of("TLSv1.2", "TLSv1.3").map(version -> Arguments.of(each, version)));
  }

  private LiveGateway start(EngineLibrary engines, ActingOrigin origin) {
    return LiveGateway.by(
        """
        loops: 1
        listeners: [{ address: "127.0.0.1:0", tls: { certificate: "%1$s", key: "%1$s" } }]
        routes: [{ upstream: web }]
        upstreams: { web: { endpoints: ["%2$s"] } }
        """
            .formatted(folder.resolve("site.pem"), origin.address()),
        usual ->
            new Gateway.Surroundings(
                usual.clock(),
                usual.wallClock(),
                usual.random(),
                usual.accessLog(),
                usual.transport(),
                usual.traces(),
                () -> engines,
                usual.tell(),
                usual.looks()));
  }

  private SSLSocket connect(LiveGateway gateway, String version, String... offered)
      throws Exception {
    SSLParameters with = SecureClient.asking(LiveGateway.HOST, version);
    with.setApplicationProtocols(offered);
    return SecureClient.of(authority).connect(gateway.address(), with);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void agreesOnTheBestOfWhatIsOffered(EngineLibrary engines, String version) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(Http2Talk.OK);
        LiveGateway gateway = start(engines, origin)) {
      for (String each : new String[] {"http/1.1,h2>h2", "spdy/3,http/1.0>http/1.0", ">"}) {
        String[] offered = each.substring(0, each.indexOf('>')).split(",");
        String agreed = each.substring(each.indexOf('>') + 1);
        String[] none = {};
        try (SSLSocket socket = connect(gateway, version, agreed.isEmpty() ? none : offered)) {
          socket.startHandshake();
          assertThat(socket.getApplicationProtocol()).as(each).isEqualTo(agreed);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void refusesWhoOffersNothingThatIsSpokenHere(EngineLibrary engines, String version)
      throws Exception {
    String[] many = new String[60];
    Arrays.setAll(many, each -> "unheard-of/" + each);
    try (ActingOrigin origin = ActingOrigin.answering(Http2Talk.OK);
        LiveGateway gateway = start(engines, origin);
        SSLSocket one = connect(gateway, version, "sp\u00ffdy/3\"");
        SSLSocket other = connect(gateway, version, many)) {
      assertThatThrownBy(one::startHandshake)
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("no_application_protocol");
      assertThat(gateway.line("\"fault\":\"client\""))
          .contains("request-denied", "offers only sp?dy/3\\\", not spoken");
      assertThatThrownBy(other::startHandshake).hasMessageContaining("no_application_protocol");
      assertThat(gateway.line("unheard-of/1")).contains("not spoken here").hasSizeLessThan(600);
    }
  }
}
