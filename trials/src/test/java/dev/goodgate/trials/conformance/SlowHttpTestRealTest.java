package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code slowhttptest} in its three modes: it is cut, and who comes meanwhile is served. */
@Tag("real")
class SlowHttpTestRealTest {
  private static final String LARGE =
      "HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n" + "x".repeat(4 << 20);
  private static final Duration BETWEEN = Duration.ofMillis(20);

  /** Waits for a body that is announced, as an application would. */
  private static void answer(ActingOrigin.Scene scene) throws IOException {
    for (String head = scene.wire.head(); !head.isEmpty(); head = scene.wire.head()) {
      if (head.startsWith("POST")) {
        int _ = scene.wire.in().readNBytes(4_096).length;
      }
      scene.wire.send(head.startsWith("GET /large") ? LARGE : Http2Talk.OK);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-H -i 1, /, limits.head-timeout",
    "-B -i 3 -s 4096, /, limits.stall",
    "-B -i 1 -s 4096 -x 64, /, limits.least-rate of 500",
    "-X -w 512 -y 1024 -n 1 -z 256, /large, client-too-slow"
  })
  void cutsSlowClientsAndServesFreshOnes(String mode, String path, String told) throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(SlowHttpTestRealTest::answer);
        LiveGateway gateway =
            LiveGateway.by(
                """
                listeners: [{ address: "127.0.0.1:0" }]
                routes: [{ upstream: web }]
                upstreams: { web: { endpoints: ["%s"] } }
                limits: { head-timeout: 2s, stall: 2s }
                """
                    .formatted(origin.address()))) {
      String url = "http://127.0.0.1:" + gateway.address().getPort() + path;
      List<String> command = new ArrayList<>(List.of("slowhttptest"));
      command.addAll(List.of(mode.split(" ")));
      command.addAll(List.of("-c", "300", "-r", "150", "-l", "30", "-p", "2", "-u", url));
      CompletableFuture<Spoken> attack = CompletableFuture.supplyAsync(() -> spoken(command));
      int served = 0;
      while (!attack.isDone()) {
        try (RawClient fresh = gateway.client()) {
          assertThat(fresh.get("/").statusLine()).startsWith("HTTP/1.1 200");
          served++;
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
      String text = attack.join().text();
      assertThat(text).contains("No open connections left").doesNotContain("[1;32mNO");
      assertThat(served).as(text).isGreaterThan(20);
      assertThat(gateway.line(told)).contains("\"fault\":\"client\"");
    }
  }

  private static Spoken spoken(List<String> command) {
    try {
      return Spoken.by(command);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
