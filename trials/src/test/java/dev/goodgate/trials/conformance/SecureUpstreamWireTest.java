package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.origin.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan with https endpoints leads to, beyond one exchange. */
class SecureUpstreamWireTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";

  @TempDir private Path folder;

  @Test
  void keepsAConnectionOnWhichTicketsHaveCome() throws Exception {
    try (ScriptedOrigin origin = origin("tls-healthy");
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(GET).reply().body()).contains("connection 1, request 1");
      assertThat(client.send(GET).reply().body()).contains("connection 1, request 2");
      assertThat(client.send(GET).reply().body()).contains("connection 1, request 3");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ca: ./absent.pem | tls.ca` | absent.pem: there is no such file",
        "ca: ./empty.pem | tls.ca` | it is empty",
        "ca: ./ca.pem, certificate: ./client.pem, key: ./ca.pem | tls.certificate` | no"
            + " private key: are the two files swapped?",
        "ca: ./ca.pem, certificate: ./client.pem, key: ./other.key | tls.certificate` | not the"
            + " key",
      })
  void staysWithTheOldPlanWhereAFileIsOfNoUse(String tls, String setting, String why)
      throws Exception {
    try (ScriptedOrigin origin = origin("tls-healthy");
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(GET).reply().status()).isEqualTo(200);

      assertThat(gateway.turnTo(plan(origin, tls)))
          .hasValueSatisfying(refused ->
              assertThat(refused).asString().contains(":4:", "upstreams.web." + setting, why));

      assertThat(client.send(GET).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void goesByNewFilesFromTheNextExchangeOn() throws Exception {
    try (ScriptedOrigin origin = origin("tls-healthy");
        ScriptedOrigin stranger = origin("tls-healthy");
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(GET).reply().status()).isEqualTo(200);
      Files.writeString(folder.resolve("ca.pem"), stranger.tls().authority());

      assertThat(gateway.turnTo(plan(origin, "ca: ./ca.pem"))).isEmpty();

      assertThat(client.send(GET).reply().field("Proxy-Status").orElse(""))
          .contains("goodgate-cause=tls-unknown-ca");
    }
  }

  private ScriptedOrigin origin(String fault) throws IOException {
    ScriptedOrigin origin =
        ScriptedOrigin.start(
            "o",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
    origin.play(fault);
    if (Files.notExists(folder.resolve("ca.pem"))) {
      write("ca.pem", origin.tls().authority());
      write("client.pem", origin.tls().client().pem());
      write("other.key", origin.tls().client().keyPem());
      write("empty.pem", "");
    }
    return origin;
  }

  private LiveGateway gateway(ScriptedOrigin origin) {
    String tls = "tls: { ca: " + folder.resolve("ca.pem") + " }";
    return LiveGateway.with(tls, "", List.of("https://127.0.0.1:" + origin.port()));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String plan(ScriptedOrigin origin, String tls) {
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0" }]
    routes: [{ upstream: web }]
    upstreams: { web: { endpoints: ["https://127.0.0.1:PORT"], tls: { TLS } } }
    """
        .replace("PORT", Integer.toString(origin.port()))
        .replace("TLS", tls.replace("./", folder + "/"));
  }
}
