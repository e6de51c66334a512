package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose process may open few descriptors, and whose clients take them all. */
class DescriptorsRealTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final int MORE_THAN_THERE_ARE = 300;
  private static final Pattern SERVING = Pattern.compile("serving at .*?127\\.0\\.0\\.1:(\\d+)");

  @TempDir private Path folder;

  @Test
  void letsFreshClientsInWhereIdleOnesHoldAllDescriptors() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try (ActingOrigin origin = ActingOrigin.answering(OK)) {
      Process gateway = start(origin);
      try {
        InetSocketAddress address = address(gateway);
        int served = 0;
        for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
          RawClient client = RawClient.connect(address, Wire.PATIENCE);
          idle.add(client);
          int status = client.get("/").status();
          assertThat(status).isIn(200, 503);
          served += status == 200 ? 1 : 0;
        }
        assertThat(served).isGreaterThan(MORE_THAN_THERE_ARE * 9 / 10);
        assertThat(idle.getFirst().endsNext()).as("the idlest has given way").isTrue();

        Duration before = gateway.info().totalCpuDuration().orElseThrow();
        try (Wire last = Wire.connect(address)) {
          last.isSilentFor(Duration.ofSeconds(1));
        }
        Duration used = gateway.info().totalCpuDuration().orElseThrow().minus(before);
        assertThat(used).as("it does not spin").isLessThan(Duration.ofMillis(500));
      } finally {
        gateway.destroy();
        assertThat(gateway.waitFor(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }

  private Process start(ActingOrigin origin) throws IOException {
    String plan =
        """
        loops: 1
        listeners: [{ address: "127.0.0.1:0" }]
        routes: [{ upstream: web }]
        upstreams: { web: { endpoints: ["%s"] } }
        admin: { address: "127.0.0.1:0" }
        ledger: { path: %s }
        access-log: off
        """
            .formatted(origin.address(), folder.resolve("ledger.db"));
    Path file = Files.writeString(folder.resolve("plan.yaml"), plan);
    List<String> command =
        List.of(
            "bash",
            "-c",
            "ulimit -n 200 && exec \"$@\"",
            "bash",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.goodgate.app.Goodgate",
            "serve",
            file.toString());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static InetSocketAddress address(Process gateway) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader lines = gateway.inputReader(UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher serving = SERVING.matcher(line);
      if (serving.find()) {
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(serving.group(1)));
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("it ends, saying: " + said);
  }
}
