package dev.goodgate.trials.conformance;

import static dev.goodgate.trials.conformance.SecureClient.asking;
import static dev.goodgate.trials.conformance.SecureClient.get;
import static dev.goodgate.trials.conformance.SecureClient.shownTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.gateway.Gateway;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates, staples and keys of tickets that change while clients are served. */
class CertificateFilesWireTest {
  private static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

  /** OCSP (RFC 6960 4.2.1) without an answer: try later, and not authorized. */
  private static final byte[] LATER = {0x30, 3, 0x0a, 1, 3};

  private static final byte[] UNAUTHORIZED = {0x30, 3, 0x0a, 1, 6};
  private static final Duration TICKETS_LAST = Duration.ofHours(12);

  private final Authority authority = Authority.root("authority of the test", VALID);
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T00:00:00Z"));
  @TempDir Path folder;

  static Stream<EngineLibrary> engines() {
    return EngineLibrary.here().stream();
  }

  /** A certificate and its key, in one file that changes at once. */
  private Credential replace() throws IOException {
    Credential next = authority.issue(Profile.server(VALID, "lab.test"));
    replace("site.pem", (next.pem() + next.keyPem()).getBytes());
    return next;
  }

  private void replace(String name, byte[] content) throws IOException {
    Path fresh = Files.write(folder.resolve("fresh"), content);
    Files.move(
        fresh,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String plan(ActingOrigin origin, String more) {
    String site = folder.resolve("site.pem").toString();
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0", tls: { certificate: "%s", key: "%s"%s } }]
    routes: [{ upstream: web }]
    upstreams: { web: { endpoints: ["%s"] } }
    """
        .formatted(site, site, more, origin.address());
  }

  /** A gateway that looks at its files all the time. */
  private LiveGateway start(ActingOrigin origin, EngineLibrary engines) {
    return LiveGateway.by(
        plan(origin, ""),
        usual ->
            new Gateway.Surroundings(
                usual.clock(),
                clock,
                usual.random(),
                usual.accessLog(),
                usual.transport(),
                usual.traces(),
                () -> engines,
                told::add,
                Duration.ofMillis(1)));
  }

  private static ActingOrigin telling() throws Exception {
    return ActingOrigin.playing(scene -> {
      for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
        scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + head.length() + "\r\n\r\n" + head);
      }
    });
  }

  private String awaitTold(String text) throws InterruptedException {
    String sentence = "";
    while (sentence != null && !sentence.contains(text)) {
      sentence = told.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
    assertThat(sentence).as("that it is told: " + text).isNotNull();
    return sentence;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void showsNewFilesAndDropsNoConnection(EngineLibrary engines) throws Exception {
    Credential first = replace();
    SecureClient client = SecureClient.of(authority);
    try (ActingOrigin origin = telling();
        LiveGateway gateway = start(origin, engines);
        SSLSocket old = client.connect(gateway.address(), asking("lab.test"))) {
      assertThat(get(old)).startsWith("HTTP/1.1 200 OK");
      assertThat(shownTo(old)).isEqualTo(first.leaf());
      for (int change = 0; change < 3; change++) {
        Credential next = replace();
        while (told.stream().noneMatch(each -> each.contains("read again"))) {
          assertThat(get(old)).startsWith("HTTP/1.1 200 OK");
          try (SSLSocket meanwhile =
              SecureClient.of(authority).connect(gateway.address(), asking("lab.test"))) {
            assertThat(get(meanwhile)).startsWith("HTTP/1.1 200 OK");
          }
        }
        awaitTold("site.pem: read again");
        try (SSLSocket fresh =
            SecureClient.of(authority).connect(gateway.address(), asking("lab.test"))) {
          assertThat(get(fresh)).startsWith("HTTP/1.1 200 OK");
          assertThat(shownTo(fresh)).isEqualTo(next.leaf());
        }
      }
      clock.awaitLooks();
      assertThat(get(old)).as("when what it was made by is given up").startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void staysWithTheOldWhereANewFileIsBrokenAndSaysSo(EngineLibrary engines) throws Exception {
    Credential first = replace();
    try (ActingOrigin origin = telling();
        LiveGateway gateway = start(origin, engines)) {
      replace("site.pem", first.pem().getBytes());

      assertThat(awaitTold("site.pem"))
          .contains("it holds a certificate and no private key")
          .endsWith("the old certificate stays");
      try (SSLSocket still =
          SecureClient.of(authority).connect(gateway.address(), asking("lab.test"))) {
        assertThat(get(still)).startsWith("HTTP/1.1 200 OK");
        assertThat(shownTo(still)).isEqualTo(first.leaf());
      }
      clock.awaitLooks();
      assertThat(told).as("what is told once").isEmpty();

      Credential mended = replace();
      awaitTold("site.pem: read again");
      try (SSLSocket fresh =
          SecureClient.of(authority).connect(gateway.address(), asking("lab.test"))) {
        fresh.startHandshake();
        assertThat(shownTo(fresh)).isEqualTo(mended.leaf());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void showsTheStapleBesideTheCertificateAndTheNext(String version) throws Exception {
    Credential _ = replace();
    try (ActingOrigin origin = telling();
        LiveGateway gateway = start(origin, EngineLibrary.BORINGSSL)) {
      assertThat(staple(gateway, version)).isEmpty();
      replace("site.pem.ocsp", LATER);
      awaitTold("read again");
      assertThat(staple(gateway, version)).containsExactly(LATER);
      replace("site.pem.ocsp", UNAUTHORIZED);
      awaitTold("read again");
      assertThat(staple(gateway, version)).containsExactly(UNAUTHORIZED);
    }
  }

  private List<byte[]> staple(LiveGateway gateway, String version) throws Exception {
    SecureClient client = SecureClient.of(authority);
    try (SSLSocket socket = client.connect(gateway.address(), asking("lab.test", version))) {
      assertThat(get(socket)).startsWith("HTTP/1.1 200 OK");
      return ((ExtendedSSLSession) socket.getSession()).getStatusResponses();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void takesSessionsUpAcrossOneChangeOfKeysButNotAcrossThree(String version) throws Exception {
    Credential _ = replace();
    SecureClient client = SecureClient.of(authority);
    try (ActingOrigin origin = telling();
        LiveGateway gateway = start(origin, EngineLibrary.BORINGSSL)) {
      visit(client, gateway, version);
      assertThat(client.inspected()).isEqualTo(1);
      visit(client, gateway, version);
      assertThat(client.inspected()).as("the same keys").isEqualTo(1);

      clock.forward(TICKETS_LAST);
      visit(client, gateway, version);
      assertThat(client.inspected()).as("keys changed once").isEqualTo(1);

      Credential _ = replace();
      awaitTold("read again");
      visit(client, gateway, version);
      assertThat(client.inspected()).as("another certificate, and the same keys").isEqualTo(1);

      clock.forward(TICKETS_LAST);
      clock.forward(TICKETS_LAST);
      clock.forward(TICKETS_LAST);
      visit(client, gateway, version);
      assertThat(client.inspected()).as("keys changed three times").isEqualTo(2);
    }
  }

  private static void visit(SecureClient client, LiveGateway gateway, String version)
      throws IOException {
    try (SSLSocket socket = client.connect(gateway.address(), asking("lab.test", version))) {
      assertThat(get(socket)).startsWith("HTTP/1.1 200 OK");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void takesNoSessionUpForWhichLessHadToBeProven(String version) throws Exception {
    Credential _ = replace();
    SecureClient nobody = SecureClient.of(authority);
    Files.writeString(folder.resolve("ca.pem"), authority.pem());
    try (ActingOrigin origin = telling();
        LiveGateway gateway = start(origin, EngineLibrary.BORINGSSL)) {
      visit(nobody, gateway, version);
      String proof = ", client-ca: \"" + folder.resolve("ca.pem") + '"';
      assertThat(gateway.turnTo(plan(origin, proof))).isEmpty();

      assertThatThrownBy(() -> visit(nobody, gateway, version)).isInstanceOf(IOException.class);

      Profile client = Profile.server(VALID, "somebody").usage(Profile.Usage.CLIENT);
      visit(SecureClient.showing(authority.issue(client), authority), gateway, version);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesAnotherHandshakeOnAConnectionThatHadOne(EngineLibrary engines) throws Exception {
    Credential _ = replace();
    SecureClient client = SecureClient.of(authority);
    try (ActingOrigin origin = telling();
        LiveGateway gateway = start(origin, engines);
        SSLSocket again = client.connect(gateway.address(), asking("lab.test", "TLSv1.2"))) {
      assertThat(get(again)).startsWith("HTTP/1.1 200 OK");

      assertThatThrownBy(
              () -> {
                again.startHandshake();
                get(again);
              })
          .isInstanceOf(IOException.class);

      assertThat(gateway.line("another handshake was begun")).contains("\"fault\":\"client\"");
      visit(SecureClient.of(authority), gateway, "TLSv1.2");
    }
  }

  @Test
  void saysWhatAClientDoesNotLikeInTheCertificate() throws Exception {
    Credential _ = replace();
    SecureClient doubting = SecureClient.of(Authority.root("another authority", VALID));
    try (ActingOrigin origin = telling();
        LiveGateway gateway = start(origin, EngineLibrary.here().getFirst())) {
      assertThatThrownBy(() -> visit(doubting, gateway, "TLSv1.3")).isInstanceOf(IOException.class);

      assertThat(gateway.line("\"fault\":\"client\"")).contains("alert");
    }
  }
}
