package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL's client before the gateway: what TLS makes of it, seen with somebody else's eyes. */
@Tag("real")
class OpenSslClientsRealTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\nConnection: close\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Profile CLIENT =
      Profile.server(Papers.VALID, "somebody").usage(Usage.CLIENT);

  @TempDir private Path folder;
  private Papers papers;
  private String site;

  @BeforeEach
  void issueCertificates() throws IOException {
    papers = new Papers(folder);
    site = papers.site("site", "lab.test");
  }

  private static LiveGateway gateway(String tls, ActingOrigin origin) {
    return LiveGateway.by(
        """
        listeners: [{ address: "127.0.0.1:0", tls: { %s } }]
        routes: [{ upstream: web }]
        upstreams: { web: { endpoints: ["%s"] } }
        """
            .formatted(tls, origin.address()));
  }

  /** Asks once, in that way; it stays until the gateway closes. */
  private Spoken ask(LiveGateway gateway, String... way) throws Exception {
    return say(gateway, GET, "-ign_eof", way);
  }

  private Spoken say(LiveGateway gateway, String text, String until, String... way)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl", "s_client", until, "-connect"));
    command.add("127.0.0.1:" + gateway.address().getPort());
    command.addAll(List.of("-CAfile", papers.trusted().toString(), "-verify_return_error"));
    if (!List.of(way).contains("-servername")) {
      command.addAll(List.of("-servername", LiveGateway.HOST));
    }
    command.addAll(List.of(way));
    return Spoken.by(command, text);
  }

  @ParameterizedTest
  @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
  void speaksBothVersions(String option, String version) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(site, origin)) {
      assertThat(ask(gateway, option).text())
          .contains("New, " + version, "Verify return code: 0 (ok)", "HTTP/1.1 200 OK");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1", "-tls1_1"})
  void isRefusedInOlderOnes(String option) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(site, origin)) {
      assertThat(ask(gateway, option, "-cipher", "ALL:@SECLEVEL=0").text())
          .contains("alert protocol version", "New, (NONE)");
    }
  }

  @Test
  void isRefusedWithCiphersThatAreNotSafe() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(site, origin)) {
      String weak = "ECDHE-ECDSA-AES128-SHA:AES128-GCM-SHA256:@SECLEVEL=0";
      assertThat(ask(gateway, "-tls1_2", "-cipher", weak).text())
          .contains("alert handshake failure", "New, (NONE)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lab.test, lab.test",
    "exact.wild.test, exact.wild.test",
    "other.wild.test, *.wild.test",
    "stranger.test, lab.test"
  })
  void isShownTheCertificateOfTheName(String asked, String shown) throws Exception {
    String tls =
        "%s, certificates: [{ %s }, { %s }]"
            .formatted(
                site, papers.site("wild", "*.wild.test"), papers.site("exact", "exact.wild.test"));
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(tls, origin)) {
      assertThat(ask(gateway, "-servername", asked).text())
          .contains("subject=CN = " + shown + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'h2,http/1.1', ALPN protocol: h2",
    "'http/1.1,h2', ALPN protocol: h2",
    "http/1.1, ALPN protocol: http/1.1"
  })
  void isToldWhatIsSpokenWithin(String offered, String told) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(site, origin)) {
      assertThat(say(gateway, "Q\n", "-no_ign_eof", "-alpn", offered).text()).contains(told);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void isRefusedWhereNothingThatItOffersIsSpokenHere(String version) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(site, origin)) {
      assertThat(ask(gateway, version, "-alpn", "spdy/3,acme-tls/1").text())
          .contains("SSL alert number 120");
      assertThat(gateway.line("\"fault\":\"client\"")).contains("only spdy/3, acme-tls/1");
      assertThat(ask(gateway, version).text()).contains("No ALPN negotiated", "200 OK");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void takesUpItsSession(String version) throws Exception {
    String session = folder.resolve("session").toString();
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(site, origin)) {
      assertThat(ask(gateway, version, "-sess_out", session).text()).contains("New, TLS");
      assertThat(ask(gateway, version, "-sess_in", session).text())
          .contains("Reused, TLS", "HTTP/1.1 200 OK");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1_2, required, somebody, true",
    "-tls1_3, required, somebody, true",
    "-tls1_2, required, nobody, false",
    "-tls1_3, required, nobody, false",
    "-tls1_2, required, stranger, false",
    "-tls1_3, required, stranger, false",
    "-tls1_2, optional, somebody, true",
    "-tls1_3, optional, nobody, true",
    "-tls1_3, optional, stranger, false"
  })
  void isLetInByItsCertificate(String version, String asked, String who, boolean letIn)
      throws Exception {
    papers.issue("somebody", CLIENT);
    papers.write("stranger", Authority.root("another", Papers.VALID).issue(CLIENT));
    String tls = site + ", client-ca: \"" + papers.trusted() + "\", client-auth: " + asked;
    List<String> way = new ArrayList<>(List.of(version));
    if (!who.equals("nobody")) {
      way.addAll(List.of("-cert", papers.file(who + ".pem").toString()));
      way.addAll(List.of("-key", papers.file(who + ".key").toString()));
    }
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(tls, origin)) {
      String text = ask(gateway, way.toArray(String[]::new)).text();

      assertThat(text).contains("Acceptable client certificate CA names", "authority of the test");
      assertThat(text.contains("HTTP/1.1 200 OK")).as(text).isEqualTo(letIn);
      assertThat(text.contains("SSL alert number")).as(text).isEqualTo(!letIn);
    }
  }

  /** RFC 5246 7.4.1.2 leaves it to us, and an attacker makes much of it. */
  @Test
  void isNotHeardAgainOnceItIsKnown() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(site, origin)) {
      Spoken spoken = say(gateway, "R\n", "-no_ign_eof", "-tls1_2", "-msg");

      assertThat(spoken.text()).contains("RENEGOTIATING").doesNotContain("200 OK");
      String after = spoken.text().substring(spoken.text().indexOf("RENEGOTIATING"));
      assertThat(after).contains("ClientHello").doesNotContain("ServerHello");
    }
  }

  @Test
  void isShownWhatTheAuthoritySaysOfTheCertificate() throws Exception {
    staple();
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(site, origin)) {
      assertThat(ask(gateway, "-status").text())
          .contains("OCSP Response Status: successful", "Cert Status: good");
      assertThat(ask(gateway).text()).doesNotContain("OCSP Response Status");
    }
  }

  /** The site vouches for itself, in the file where the gateway looks for it. */
  private void staple() throws Exception {
    Credential self = Authority.selfSigned(Profile.server(Papers.VALID, LiveGateway.HOST));
    site = papers.write("site", self);
    String own = Files.writeString(papers.trusted(), self.pem()).toString();
    String serial = self.leaf().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    Path index = papers.file("index");
    Files.writeString(
        index, "V\t300101000000Z\t\t" + "0".repeat(serial.length() % 2) + serial + "\tno\t/CN=x\n");
    List<String> command =
        List.of(
            ("openssl ocsp -CA %1$s -issuer %1$s -cert %1$s -rsigner %1$s -rkey %2$s -index %3$s"
                    + " -ndays 1 -respout %4$s")
                .formatted(own, papers.file("site.key"), index, papers.file("site.pem.ocsp"))
                .split(" "));
    Spoken made = Spoken.by(command);
    assertThat(made.code()).as(made.text()).isZero();
  }
}
