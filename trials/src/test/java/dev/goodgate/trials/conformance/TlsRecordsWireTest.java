package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client may begin with on a port that speaks TLS: RFC 8446 5.1 and 6. */
class TlsRecordsWireTest {
  private static final int PATIENCE_MILLIS = 10_000;

  @TempDir Path folder;

  private String plan(ActingOrigin origin) throws IOException {
    Credential site =
        Authority.root("authority of the test", Papers.VALID)
            .issue(Profile.server(Papers.VALID, "lab.test"));
    Path chain = Files.writeString(folder.resolve("site.pem"), site.pem());
    Path key = Files.writeString(folder.resolve("site.key"), site.keyPem());
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0", tls: { certificate: "%s", key: "%s" } }]
    routes: [{ upstream: web }]
    upstreams: { web: { endpoints: ["%s"] } }
    """
        .formatted(chain, key, origin.address());
  }

  /** All that is said until the end, in hex. */
  private String answerTo(String hex) throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering("");
        LiveGateway gateway = LiveGateway.by(plan(origin));
        Socket socket = new Socket()) {
      InetSocketAddress address = gateway.address();
      socket.connect(address);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(HexFormat.of().parseHex(hex));
      return HexFormat.of().formatHex(socket.getInputStream().readAllBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a change of cipher, 140303000101",
    "data, 170303000361626a",
    "a heartbeat, 1803030003014000",
    "an empty record, 16030100001603010000",
    "a record longer than any, 160301ffff01000100",
    "a record of another TLS, 16020000050100000100",
    "a message that is no hello, 16030100040200000000",
    "a message of no kind, 16030100046300000000"
  })
  void answersWhatIsNoHelloWithAnAlert(String what, String hex) throws IOException {
    assertThat(answerTo(hex))
        .as(what)
        .matches("150303000202(0a|16|46|32)|150301000202(0a|16|46|32)");
  }

  @Test
  void tellsThoseNothingWhoDoNotSpeakTlsAtAll() throws IOException {
    assertThat(answerTo("00000000000000000000")).isEmpty();
    assertThat(answerTo("ff".repeat(20))).isEmpty();
  }
}
