package dev.goodgate.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.fault.FaultCatalog;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LabTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/ until");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsEveryFaultWithItsDescription() {
    assertThat(run()).isZero();
    for (FaultCatalog.Entry entry : FaultCatalog.entries()) {
      assertThat(out.toString()).contains("  " + entry.name() + " ", entry.description());
    }
  }

  @Test
  void listsAsOneJsonObject() {
    assertThat(run("--json")).isZero();
    JsonNode root = JsonMapper.shared().readTree(out.toString());
    assertThat(root.get("faults").size()).isEqualTo(FaultCatalog.entries().size());
    assertThat(root.get("faults").get(0).get("name").asString()).isEqualTo("healthy");
  }

  @Test
  void anUnknownFaultIsWrongUseAndTheNearestIsNamed() {
    assertThat(run("body-stal")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'body-stall'?");
    assertThat(run("healthy", "--json")).isEqualTo(2);
    assertThat(run("healthy", "--listen", "nowhere")).isEqualTo(2);
  }

  @Test
  void runsAFaultAndTellsWhatHappens() throws Exception {
    PipedReader told = new PipedReader(64 * 1024);
    PrintWriter out = new PrintWriter(new PipedWriter(told));
    Terminal terminal = new Terminal(out, new PrintWriter(err), false, 0);
    Thread running =
        Thread.ofPlatform()
            .start(() ->
                commandLine(terminal)
                    .execute("body-reset:sent=70", "--listen", "127.0.0.1:0", "--heads"));
    try (BufferedReader lines = new BufferedReader(told)) {
      assertThat(lines.readLine()).startsWith("body-reset:sent=70: resets in the body");
      Matcher url = URL.matcher(lines.readLine());
      assertThat(url.find()).isTrue();
      get(Integer.parseInt(url.group(1)));
      String line = lines.readLine();
      StringBuilder all = new StringBuilder();
      for (; !line.contains("gone"); line = lines.readLine()) {
        all.append(line).append('\n');
      }
      assertThat(all)
          .contains(
              "#1  GET /a\\u001b HTTP/1.1  -> body-reset",
              "| Host: lab.test",
              "resets the connection");
    } finally {
      running.interrupt();
      running.join(LONG);
    }
    assertThat(running.isAlive()).isFalse();
  }

  @Test
  void writesTheCertificatesOfWhatItRuns(@TempDir Path folder) throws Exception {
    PipedReader told = new PipedReader(64 * 1024);
    PrintWriter out = new PrintWriter(new PipedWriter(told));
    Terminal terminal = new Terminal(out, new PrintWriter(err), false, 0);
    Thread running =
        Thread.ofPlatform()
            .start(() ->
                commandLine(terminal)
                    .execute(
                        "tls-self-signed",
                        "--listen",
                        "127.0.0.1:0",
                        "--certificates",
                        folder.resolve("new").toString()));
    try (BufferedReader lines = new BufferedReader(told)) {
      assertThat(lines.readLine()).startsWith("tls-self-signed: shows a certificate");
      assertThat(lines.readLine()).contains("listening on http://127.0.0.1:");
      assertThat(lines.readLine()).contains("authority.pem https://localhost:");
      assertThat(folder.resolve("new/authority.pem")).content().startsWith("-----BEGIN CERT");
      assertThat(folder.resolve("new/revocations.pem")).content().startsWith("-----BEGIN X509 CRL");
      assertThat(folder.resolve("new/client.pem")).content().startsWith("-----BEGIN CERT");
      assertThat(folder.resolve("new/client-key.pem")).content().startsWith("-----BEGIN PRIVATE");
    } finally {
      running.interrupt();
      running.join(LONG);
    }
    assertThat(running.isAlive()).isFalse();
  }

  private static void get(int port) throws Exception {
    try (RawClient client =
        RawClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONG)) {
      assertThat(client.get("/a\u001b").body()).hasSize(70);
    }
  }

  private int run(String... args) {
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, 0);
    int code = commandLine(terminal).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new Lab(terminal, System::nanoTime))
        .setOut(terminal.out())
        .setErr(terminal.err());
  }
}
