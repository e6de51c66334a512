package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl, nghttp and h2load speak HTTP/2 with the gateway, and find nothing wrong with it. */
@Tag("real")
class Http2ProgramsRealTest {
  private static final int LARGE = 20 << 20;

  @TempDir Path folder;

  /** Answers a request with the sum of its body, or with a large one. */
  private static void answer(ActingOrigin.Scene scene) throws IOException {
    for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
      String lower = head.toLowerCase(Locale.ROOT);
      if (head.startsWith("GET /large ")) {
        scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
        scene.wire.send(large(), 0, LARGE);
      } else if (lower.contains("content-length: ") && head.startsWith("P")) {
        String length = lower.split("content-length: ", 2)[1].split("\r\n", 2)[0];
        byte[] body = scene.wire.in().readNBytes(Integer.parseInt(length));
        String sum = sum(body);
        scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + sum.length() + "\r\n\r\n" + sum);
      } else {
        scene.wire.send(Http2Talk.OK);
      }
    }
  }

  private static byte[] large() {
    byte[] bytes = new byte[LARGE];
    new Random(3).nextBytes(bytes);
    return bytes;
  }

  private static String sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return HexFormat.of().toHexDigits(sum.getValue());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }

  private static String curl(LiveGateway gateway, String path, String... more) throws Exception {
    String url = "http://127.0.0.1:" + gateway.address().getPort() + path;
    String[] usual = {"curl", "-sS", "--max-time", "20", "-H", "Host: lab.test", url};
    String[] all = Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return run(all);
  }

  @Test
  void curlGetsAndSendsLargeBodies() throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(Http2ProgramsRealTest::answer);
        LiveGateway gateway = LiveGateway.before(origin)) {
      Path file = folder.resolve("large");
      Path got = folder.resolve("got");
      Files.write(file, large());
      assertThat(curl(gateway, "/large", "--http2-prior-knowledge", "-o", got.toString()))
          .isEmpty();
      assertThat(Files.mismatch(file, got)).isEqualTo(-1);
      String up = curl(gateway, "/up", "--http2-prior-knowledge", "-T", file.toString());
      assertThat(up).isEqualTo(sum(large()));
    }
  }

  @Test
  void curlMaySpeakBothWithOneListener() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(Http2Talk.OK);
        LiveGateway gateway = LiveGateway.before(origin)) {
      String[] told = {"-o", folder.resolve("x").toString(), "-w", "%{http_version} %{http_code}"};
      assertThat(curl(gateway, "/", told)).isEqualTo("1.1 200");
      String[] prior = Arrays.copyOf(told, told.length + 1);
      prior[told.length] = "--http2-prior-knowledge";
      assertThat(curl(gateway, "/", prior)).isEqualTo("2 200");
    }
  }

  @Test
  void nghttpSeesNothingInvalid() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(Http2Talk.OK);
        LiveGateway gateway = LiveGateway.before(origin)) {
      String url = "http://127.0.0.1:" + gateway.address().getPort() + "/";
      assertThat(run("nghttp", "-nv", "-H", ":authority: lab.test", "-m", "5", url))
          .contains(":status: 200")
          .doesNotContain("[INVALID", "[ERROR]", "RST_STREAM");
    }
  }

  @Test
  void h2loadHasManyStreamsAnsweredOnFewConnections() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(Http2Talk.OK);
        LiveGateway gateway = LiveGateway.before(origin)) {
      String url = "http://127.0.0.1:" + gateway.address().getPort() + "/";
      assertThat(run("h2load", "-n5000", "-c4", "-m50", "-H", ":authority: lab.test", url))
          .contains("5000 succeeded, 0 failed, 0 errored", "status codes: 5000 2xx");
    }
  }
}
