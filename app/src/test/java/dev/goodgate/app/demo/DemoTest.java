package dev.goodgate.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.RecordingTerminal;
import dev.goodgate.app.why.Why;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The demo as a process of its own, as a newcomer runs it, at free ports. */
class DemoTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Pattern OPEN = Pattern.compile("^  http://127\\.0\\.0\\.1:(\\d+)/ .*");
  private static final Pattern CONTROL = Pattern.compile(".*:(\\d+)/break/shop-a .*");
  private static final Pattern LOG = Pattern.compile("^  tail -f (.*)");

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private Process demo;
  private int gateway;
  private int console;
  private int control;
  private Path accessLog;

  @BeforeEach
  void startIt() throws Exception {
    demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.goodgate.app.Goodgate",
                "demo",
                "--listen",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0")
            .redirectErrorStream(true)
            .start();
    Thread.ofVirtual().start(this::read);
    gateway = Integer.parseInt(awaitMatch(OPEN).group(1));
    console = Integer.parseInt(awaitMatch(OPEN).group(1));
    control = Integer.parseInt(awaitMatch(CONTROL).group(1));
    accessLog = Path.of(awaitMatch(LOG).group(1));
  }

  @AfterEach
  void endIt() throws Exception {
    demo.destroy();
    if (!demo.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
      demo.destroyForcibly();
    }
  }

  @Test
  void clientsNoticeNothingWhenOneOfTwoIsKilled() throws Exception {
    assertThat(post("/break/shop-a").body()).contains("shop-a is dead", "shop-b is asked instead");

    for (int i = 0; i < 20; i++) {
      RawReply reply = get(gateway, "/");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.field("X-Origin")).contains("shop-b");
    }
    awaitMatch(Pattern.compile(".*  200  /  saved by a retry; 127.0.0.1:\\d+: refused"));
  }

  @Test
  void saysWhoseFaultItIsWhenBothAreKilledAndRecoversWhenTheyAreMended() throws Exception {
    post("/break/shop-a");
    post("/break/shop-b");

    RawReply reply = get(gateway, "/");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.field("Proxy-Status").orElseThrow())
        .contains("connection_refused", "goodgate-cause=conn-refused");
    String id = reply.field("X-Request-Id").orElseThrow();
    awaitMatch(Pattern.compile(".*  502  /  .*the upstream: .*"));
    awaitMatch(Pattern.compile(" +goodgate why --admin http://127.*:" + console + " " + id));
    assertThat(why(id))
        .contains("Whose fault: most likely the upstream", "demo.yaml:14", "demo.yaml:15");
    assertThat(Files.readString(accessLog)).contains("\"cause\":\"conn-refused\"");

    post("/mend");
    assertThat(get(gateway, "/").status()).isEqualTo(200);
    assertThat(get(gateway, "/checkout/").status()).isEqualTo(200);
  }

  @Test
  void checkoutMisbehavesDifferentlyEachTime() throws Exception {
    assertThat(get(gateway, "/checkout/").field("Proxy-Status").orElseThrow())
        .contains("goodgate-cause=conflicting-content-length");
    post("/break/checkout");
    assertThat(get(gateway, "/checkout/").status()).isEqualTo(504);
    post("/break/checkout/bad-chunk");
    assertThat(get(gateway, "/checkout/").status()).isEqualTo(502);
    assertThat(post("/break/checkout/bad-chnk").body()).contains("did you mean 'bad-chunk'?");
  }

  @Test
  void noForeignPageMayBreakAnything() throws Exception {
    assertThat(get(control, "/break/shop-a").status()).isEqualTo(405);
    assertThat(ask(control, "POST /break/shop-a", "evil.test:" + control, "").status())
        .isEqualTo(421);
    assertThat(
            ask(control, "POST /break/shop-a", "127.0.0.1:" + control, "Origin: http://evil.test")
                .status())
        .isEqualTo(403);
    assertThat(post("/break/shop-z").status()).isEqualTo(404);
    assertThat(get(gateway, "/").status()).isEqualTo(200);
  }

  @Test
  void endsInPeaceAndLeavesNothingBehind() throws Exception {
    assertThat(accessLog).exists();
    demo.destroy();
    assertThat(demo.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).isZero();
    assertThat(accessLog.getParent()).doesNotExist();
  }

  private String why(String id) {
    RecordingTerminal terminal = new RecordingTerminal(false, 0);
    int code =
        new CommandLine(new Why(terminal.terminal(), Map.of()))
            .execute(id, "--admin", "http://127.0.0.1:" + console);
    assertThat(code).as(terminal.err()).isEqualTo(1);
    return terminal.out();
  }

  private RawReply post(String path) throws IOException {
    return ask(control, "POST " + path, "127.0.0.1:" + control, "");
  }

  private static RawReply get(int port, String path) throws IOException {
    return ask(port, "GET " + path, "127.0.0.1:" + port, "");
  }

  private static RawReply ask(int port, String what, String host, String field) throws IOException {
    try (RawClient client = RawClient.connect(new InetSocketAddress("127.0.0.1", port), LONG)) {
      String more = field.isEmpty() ? "" : field + "\r\n";
      return client
          .send(what + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n" + more + "\r\n")
          .reply();
    }
  }

  private Matcher awaitMatch(Pattern wanted) throws InterruptedException {
    StringBuilder seen = new StringBuilder();
    for (String line = next(); line != null; line = next()) {
      Matcher matcher = wanted.matcher(line);
      if (matcher.matches()) {
        return matcher;
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("no line like " + wanted + " in:\n" + seen);
  }

  private String next() throws InterruptedException {
    return lines.poll(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  private void read() {
    try (BufferedReader told = demo.inputReader()) {
      told.lines().forEach(lines::add);
    } catch (IOException ended) {
      lines.add("ended: " + ended);
    }
  }
}
