package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** curl, nghttp and h2load at the gateway's door of TLS. */
@Tag("real")
class CurlSecureRealTest {
  private static final int LARGE = 5 << 20;

  @TempDir private Path folder;
  private Papers papers;
  private String site;

  @BeforeEach
  void issueCertificates() throws IOException {
    papers = new Papers(folder);
    site = papers.site("site", LiveGateway.HOST, "127.0.0.1");
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

  private static ActingOrigin echoing() throws IOException {
    return ActingOrigin.playing(scene -> {
      for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
        int length = head.startsWith("PUT") ? LARGE : 0;
        scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
        scene.wire.send(scene.wire.in().readNBytes(length), 0, length);
      }
    });
  }

  private Spoken curl(LiveGateway gateway, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl -sS --max-time 20 -w %{http_version}_%{http_code}_%{num_connects}_ --cacert"
                    .split(" ")));
    command.add(papers.trusted().toString());
    command.addAll(List.of(more));
    String port = Integer.toString(gateway.address().getPort());
    command.addAll(List.of("--resolve", "lab.test:" + port + ":127.0.0.1"));
    command.add("https://lab.test:" + port + "/");
    return Spoken.by(command);
  }

  @ParameterizedTest
  @CsvSource({
    "--http1.1, 1.2, 1.1_200",
    "--http1.1, 1.3, 1.1_200",
    "--http2, 1.2, 2_200",
    "--http2, 1.3, 2_200"
  })
  void curlSpeaksEachVersionInEachVersion(String http, String tls, String told) throws Exception {
    try (ActingOrigin origin = echoing();
        LiveGateway gateway = gateway(site, origin)) {
      assertThat(curl(gateway, http, "--tlsv" + tls, "--tls-max", tls).text())
          .isEqualTo(told + "_1_");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.1", "--http2"})
  void curlHasLargeBodiesBackWhole(String http) throws Exception {
    byte[] large = new byte[LARGE];
    new Random(5).nextBytes(large);
    Path file = Files.write(folder.resolve("large"), large);
    Path back = folder.resolve("back");
    try (ActingOrigin origin = echoing();
        LiveGateway gateway = gateway(site, origin)) {
      Spoken spoken = curl(gateway, http, "-T", file.toString(), "-o", back.toString());

      assertThat(spoken.text()).contains("_200_");
      assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    }
  }

  @Test
  void curlAsksTwiceOnOneConnection() throws Exception {
    try (ActingOrigin origin = echoing();
        LiveGateway gateway = gateway(site, origin)) {
      String again = "https://lab.test:" + gateway.address().getPort() + "/again";
      assertThat(curl(gateway, again).text()).isEqualTo("2_200_1_2_200_0_");
    }
  }

  @Test
  void curlProvesWhoItIs() throws Exception {
    papers.issue("somebody", Profile.server(Papers.VALID, "somebody").usage(Usage.CLIENT));
    String[] proof = {
      "--cert", papers.file("somebody.pem").toString(), "--key", papers.file("somebody.key") + ""
    };
    try (ActingOrigin origin = echoing();
        LiveGateway gateway = gateway(site + ", client-ca: \"" + papers.trusted() + '"', origin)) {
      assertThat(curl(gateway, proof).text()).isEqualTo("2_200_1_");
      assertThat(curl(gateway).text()).contains("certificate required", "0_000_");
    }
  }

  @Test
  void nghttpSeesNothingInvalid() throws Exception {
    try (ActingOrigin origin = echoing();
        LiveGateway gateway = gateway(site, origin)) {
      String url = "https://127.0.0.1:" + gateway.address().getPort() + "/";
      assertThat(Spoken.by(List.of("nghttp", "-nvy", "-m", "5", url)).text())
          .contains("The negotiated protocol: h2", ":status: 200")
          .doesNotContain("[INVALID", "[ERROR]", "RST_STREAM");
    }
  }

  @Test
  void h2loadHasManyStreamsAnsweredOnFewConnections() throws Exception {
    try (ActingOrigin origin = echoing();
        LiveGateway gateway = gateway(site, origin)) {
      String url = "https://127.0.0.1:" + gateway.address().getPort() + "/";
      assertThat(Spoken.by(List.of("h2load", "-n2000", "-c4", "-m50", url)).text())
          .contains("2000 succeeded, 0 failed, 0 errored", "status codes: 2000 2xx");
    }
  }
}
