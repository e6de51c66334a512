package dev.goodgate.trials.conformance;

import static dev.goodgate.trials.conformance.SecureClient.asking;
import static dev.goodgate.trials.conformance.SecureClient.get;
import static dev.goodgate.trials.conformance.SecureClient.shownTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.gateway.Gateway;
import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.KeyKind;
import dev.goodgate.lab.certificate.Profile.Span;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.http2.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with clients, from their side: Java's own sockets. */
class SecureClientsWireTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";
  private static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

  private final Authority authority = Authority.root("authority of the test", VALID);
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    write("site", authority.issue(Profile.server(VALID, "lab.test")));
    write("rsa", authority.issue(Profile.server(VALID, "lab.test").key(KeyKind.RSA)));
    write("wild", authority.issue(Profile.server(VALID, "*.wild.test")));
    write("exact", authority.issue(Profile.server(VALID, "exact.wild.test")));
    Files.writeString(folder.resolve("ca.pem"), authority.pem());
  }

  private void write(String name, Credential credential) throws IOException {
    Files.writeString(folder.resolve(name + ".pem"), credential.pem());
    Files.writeString(folder.resolve(name + ".key"), credential.keyPem());
  }

  private String pair(String name) {
    return "certificate: \""
        + folder.resolve(name + ".pem")
        + "\", key: \""
        + folder.resolve(name + ".key")
        + "\"";
  }

  private String plan(String tls, ActingOrigin origin) {
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0", tls: { %s } }]
    routes: [{ upstream: web }]
    upstreams: { web: { endpoints: ["%s"] } }
    limits: { head-timeout: 10s }
    """
        .formatted(tls, origin.address());
  }

  private static ActingOrigin telling() throws Exception {
    return ActingOrigin.playing(scene -> {
      for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
        scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + head.length() + "\r\n\r\n" + head);
      }
    });
  }

  private SSLSocket connect(LiveGateway gateway, SSLParameters with, Optional<Credential> own)
      throws Exception {
    SecureClient client =
        own.isPresent() ? SecureClient.showing(own.get(), authority) : SecureClient.of(authority);
    return client.connect(gateway.address(), with);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void answersInEachVersionAndTellsTheEndpoint(String version) throws Exception {
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(pair("site"), origin));
        SSLSocket socket = connect(gateway, asking("lab.test", version), Optional.empty())) {
      assertThat(get(socket))
          .startsWith("HTTP/1.1 200 OK")
          .contains("X-Forwarded-Proto: https\r\n", ";proto=https\r\n");
      assertThat(get(socket)).startsWith("HTTP/1.1 200 OK");
      assertThat(gateway.line("\"status\":200"))
          .contains("\"tls\":\"" + version.substring("TLSv".length()) + "\"");
    }
  }

  @Test
  void fillsTheSchemeThatWasSpokenIntoEdits() throws Exception {
    String edits =
        "headers: { request: { set: { X-Scheme: \"{scheme}\" } }, reply: { set: { X-Back:"
            + " \"{scheme}\" } } }\n";
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(pair("site"), origin) + edits)) {
      try (SSLSocket socket = connect(gateway, asking("lab.test"), Optional.empty())) {
        assertThat(get(socket)).contains("X-Back: https\r\n", "X-Scheme: https\r\n");
      }
      SSLParameters alpn = asking("lab.test");
      alpn.setApplicationProtocols(new String[] {"h2"});
      try (SSLSocket socket = connect(gateway, alpn, Optional.empty());
          Http2Wire wire = Http2Wire.over(socket)) {
        wire.ask(1, Http2Wire.but(":scheme", "https"));
        assertThat(wire.reply(1)).contains(new Field("x-back", "https"));
        assertThat(wire.body(1)).contains("X-Scheme: https\r\n");
      }
    }
  }

  @Test
  void showsTheCertificateOfTheNameThatIsAskedFor() throws Exception {
    String tls =
        pair("site") + ", certificates: [{ " + pair("wild") + " }, { " + pair("exact") + " }]";
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(tls, origin))) {
      for (List<String> each :
          List.of(
              List.of("lab.test", "lab.test"),
              List.of("a.wild.test", "*.wild.test"),
              List.of("exact.wild.test", "exact.wild.test"),
              List.of("a.b.wild.test", "lab.test"),
              List.of("stranger.test", "lab.test"))) {
        try (SSLSocket socket = connect(gateway, asking(each.getFirst()), Optional.empty())) {
          socket.startHandshake();
          assertThat(shownTo(socket).getSubjectX500Principal().getName())
              .isEqualTo("CN=" + each.getLast());
        }
      }
    }
  }

  @Test
  void showsTheKindOfKeyThatTheClientKnows() throws Exception {
    String tls = pair("rsa") + ", certificates: [{ " + pair("site") + " }]";
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(tls, origin))) {
      SSLParameters knowsBoth = asking("lab.test", "TLSv1.2");
      SSLParameters knowsRsa = asking("lab.test", "TLSv1.2");
      knowsRsa.setCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
      try (SSLSocket both = connect(gateway, knowsBoth, Optional.empty());
          SSLSocket rsa = connect(gateway, knowsRsa, Optional.empty())) {
        both.startHandshake();
        rsa.startHandshake();
        assertThat(shownTo(both).getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(shownTo(rsa).getPublicKey().getAlgorithm()).isEqualTo("RSA");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void letsInOnlyWhoProvesItself(String version) throws Exception {
    String tls = pair("site") + ", client-ca: \"" + folder.resolve("ca.pem") + '"';
    Profile client = Profile.server(VALID, "somebody").usage(Profile.Usage.CLIENT);
    Credential stranger = Authority.root("another", VALID).issue(client);
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(tls, origin))) {
      try (SSLSocket known =
          connect(gateway, asking("lab.test", version), Optional.of(authority.issue(client)))) {
        assertThat(get(known)).startsWith("HTTP/1.1 200 OK");
      }
      for (Optional<Credential> wrong :
          List.of(Optional.<Credential>empty(), Optional.of(stranger))) {
        try (SSLSocket unknown = connect(gateway, asking("lab.test", version), wrong)) {
          assertThatThrownBy(() -> get(unknown)).isInstanceOf(IOException.class);
        }
      }
      assertThat(gateway.line("\"fault\":\"client\"")).contains("request-denied");
    }
  }

  @Test
  void tellsAClientWithoutTlsThatItIsWanted() throws Exception {
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(pair("site"), origin));
        RawClient plain = gateway.client()) {
      RawReply reply = plain.send(GET).reply();

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("https://");
      assertThat(gateway.line("\"status\":400"))
          .contains("request-denied", "the bytes are HTTP without TLS");
    }
  }

  @Test
  void saysThatTlsWasSpokenWhereItIsNot() throws Exception {
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.before(origin);
        SSLSocket secure = connect(gateway, asking("lab.test"), Optional.empty())) {
      assertThatThrownBy(secure::startHandshake).isInstanceOf(IOException.class);
      assertThat(gateway.line("\"status\":400"))
          .contains("request-denied", "the bytes are a TLS record");
    }
  }

  @Test
  void cutsAClientThatDoesNotGoOnInTheHandshake() throws Exception {
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(pair("site"), origin).replace("10s", "300ms"));
        Wire slow = gateway.wire()) {
      slow.send("\u0016\u0003\u0001\u0002\u0000\u0001");

      assertThat(gateway.line("\"fault\":\"client\"")).contains("request-denied");
    }
  }

  @Test
  void showsTheNewCertificateAfterAReloadAndKeepsConnections() throws Exception {
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(pair("site"), origin));
        SSLSocket before = connect(gateway, asking("lab.test"), Optional.empty())) {
      assertThat(get(before)).startsWith("HTTP/1.1 200 OK");
      Credential next = authority.issue(Profile.server(VALID, "lab.test"));
      write("site", next);

      assertThat(gateway.turnTo(plan(pair("site"), origin))).isEmpty();

      assertThat(get(before)).startsWith("HTTP/1.1 200 OK");
      try (SSLSocket after = connect(gateway, asking("lab.test"), Optional.empty())) {
        assertThat(get(after)).startsWith("HTTP/1.1 200 OK");
        assertThat(shownTo(after)).isEqualTo(next.leaf());
      }
    }
  }

  @Test
  void staysWithTheOldPlanWhereAKeyIsNotOfItsCertificate() throws Exception {
    try (ActingOrigin origin = telling();
        LiveGateway gateway = LiveGateway.by(plan(pair("site"), origin))) {
      Files.copy(
          folder.resolve("wild.key"),
          folder.resolve("site.key"),
          StandardCopyOption.REPLACE_EXISTING);

      Optional<? extends Gateway.Start.Trouble> trouble =
          gateway.turnTo(plan(pair("site"), origin));

      assertThat(trouble).isPresent();
      assertThat(trouble.get()).isInstanceOf(Gateway.Start.CannotUseFiles.class);
      assertThat(((Gateway.Start.CannotUseFiles) trouble.get()).complaints().getFirst())
          .contains("site.key", "not the key");
      try (SSLSocket still = connect(gateway, asking("lab.test"), Optional.empty())) {
        assertThat(get(still)).startsWith("HTTP/1.1 200 OK");
      }
    }
  }
}
