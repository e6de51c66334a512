package dev.goodgate.trials.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.KeyKind;
import dev.goodgate.lab.certificate.Profile.Span;
import dev.goodgate.lab.certificate.Profile.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL is as strict as any reader of certificates: it agrees with what the lab writes. */
@Tag("real")
class OpenSslVerifyRealTest {
  private static final Span DECADES = span("2020", "2049");

  @TempDir private Path folder;

  private final Authority root = Authority.root("root", DECADES);
  private final Authority below = root.intermediate("intermediate", DECADES);
  private final Profile plain = Profile.server(DECADES, "localhost", "127.0.0.1", "::1");

  @Test
  void acceptsWhatIsRight() throws Exception {
    for (KeyKind key : List.of(KeyKind.EC, KeyKind.RSA)) {
      assertThat(verify(below.issue(plain.key(key)))).endsWith(": OK\n");
    }
    assertThat(verify(below.issue(plain), "-verify_ip", "127.0.0.1")).endsWith(": OK\n");
    assertThat(verify(below.issue(plain), "-verify_ip", "::1")).endsWith(": OK\n");
  }

  @Test
  void refusesWhatIsWrongForTheReasonThatWasMeant() throws Exception {
    assertThat(verify(below.issue(plain.valid(span("2020", "2021"))))).contains("error 10 at 0");
    assertThat(verify(below.issue(plain.valid(span("2048", "2049"))))).contains("error 9 at 0");
    assertThat(verify(Authority.selfSigned(plain))).contains("error 18 at 0");
    assertThat(verify(below.issue(plain).alone())).contains("error 20 at 0");
    assertThat(verify(Authority.root("other", DECADES).issue(plain))).contains("error 20 at 0");
    assertThat(verify(below.issue(plain.usage(Usage.CLIENT)))).contains("error 26 at 0");
    assertThat(verify(below.issue(plain.key(KeyKind.WEAK_RSA)), "-auth_level", "2"))
        .contains("error 66 at 0");
    assertThat(verify(below.issue(plain.weaklySigned()), "-auth_level", "2"))
        .contains("error 68 at 0");
    assertThat(verify(below.issue(plain), "-verify_hostname", "other.test"))
        .contains("error 62 at 0");
  }

  @Test
  void readsTheListsOfWhatWasRevoked() throws Exception {
    Credential good = below.issue(plain);
    Credential bad = below.issue(plain);
    String lists = root.revocations(DECADES) + below.revocations(DECADES, bad.leaf());
    Path file = Files.writeString(folder.resolve("lists.pem"), lists);
    String[] checking = {"-crl_check_all", "-CRLfile", file.toString()};
    assertThat(verify(good, checking)).endsWith(": OK\n");
    assertThat(verify(bad, checking)).contains("error 23 at 0");
  }

  /** All that OpenSSL says of it, with the strictest reading of RFC 5280. */
  private String verify(Credential shown, String... more) throws IOException {
    Path authority = Files.writeString(folder.resolve("authority.pem"), root.pem());
    Path chain = Files.writeString(folder.resolve("chain.pem"), shown.pem());
    Path leaf = Files.writeString(folder.resolve("leaf.pem"), shown.alone().pem());
    List<String> command =
        new ArrayList<>(
            List.of("openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-no-CApath"));
    command.addAll(List.of("-CAfile", authority.toString(), "-untrusted", chain.toString()));
    command.addAll(List.of(more));
    command.add(leaf.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static Span span(String fromYear, String untilYear) {
    return new Span(
        Instant.parse(fromYear + "-01-01T00:00:00Z"),
        Instant.parse(untilYear + "-01-01T00:00:00Z"));
  }
}
