package dev.goodgate.trials.protocols;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.lab.origin.Sighting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** curl, nghttp and h2load find the origin's HTTP/2 good where it is meant to be. */
@Tag("real")
class Http2ClientsRealTest {
  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "web-1",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @Test
  void h2loadHasManyStreamsAnsweredOnFewConnections() throws Exception {
    assertThat(run("h2load", "-n", "2000", "-c", "4", "-m", "50", url("/")))
        .contains("2000 succeeded, 0 failed, 0 errored");
    assertThat(origin.journal().all(Sighting.Came.class)).hasSize(4);
  }

  @Test
  void nghttpSeesNothingInvalid() throws Exception {
    assertThat(run("nghttp", "-nv", url("/fault/healthy:size=1MiB"), url("/fault/grpc-healthy")))
        .contains("(stream_id=13) :status: 200", "grpc-status: 0")
        .doesNotContain("[INVALID", "[ERROR]");
  }

  @Test
  void curlSendsABodyOfMegabytesThroughOurWindows() throws Exception {
    String body = "x".repeat(100_000);
    String[] parts =
        Stream.generate(() -> List.of("--data", body))
            .limit(20)
            .flatMap(List::stream)
            .toArray(String[]::new);
    assertThat(curl(url("/post"), parts)).contains("POST /post HTTP/2", "content-length: 2000019");
  }

  /** The numbers are exit codes of curl. */
  @ParameterizedTest
  @CsvSource({
    "h2-rst-stream, 92",
    "h2-illegal-header, 92",
    "h2-protocol-error:flaw=length-too-long, 92",
    "truncated-chunked, 18",
    "body-reset, 56",
    "h2-flood, 56",
  })
  void curlNoticesWhatIsWrong(String fault, int exit) throws Exception {
    assertThat(curl(url("/fault/" + fault), "-o", "/dev/null", "-w", "exit %{exitcode}"))
        .contains("exit " + exit);
  }

  @Test
  void curlComesBackWithHttp1WhereThatIsRequired() throws Exception {
    assertThat(curl(url("/fault/h2-http11-required"))).contains("it needs HTTP/2");
    assertThat(origin.requests())
        .extracting(asked -> asked.requestLine().replaceFirst(".* ", ""))
        .containsExactly("HTTP/2", "HTTP/1.1");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + origin.port() + path;
  }

  private static String curl(String url, String... more) throws Exception {
    return run(
        Stream.concat(
                Stream.of("curl", "-s", "--max-time", "10", "--http2-prior-knowledge", url),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }
}
