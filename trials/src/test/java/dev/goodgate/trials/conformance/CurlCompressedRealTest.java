package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What curl makes of compressed replies. */
class CurlCompressedRealTest {
  private static final String BODY =
      "<p>All work and no play makes Jack a dull boy.\n".repeat(9_000);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip"})
  void curlReadsEveryEncoding(String encoding) throws Exception {
    String reply =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
            + BODY.length()
            + "\r\n\r\n";
    try (ActingOrigin origin = ActingOrigin.answering(reply + BODY);
        LiveGateway gateway =
            LiveGateway.routing(
                "routes: [{ upstream: web, compress: { encodings: [" + encoding + "] } }]",
                origin)) {
      Path head = folder.resolve("head");
      String url = "http://127.0.0.1:" + gateway.address().getPort() + "/";
      assertThat(said("curl", "-sS", "--compressed", "-D", head.toString(), url)).isEqualTo(BODY);
      assertThat(Files.readString(head).toLowerCase(Locale.ROOT))
          .contains("content-encoding: " + encoding + "\r\n");
    }
  }

  private static String said(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
