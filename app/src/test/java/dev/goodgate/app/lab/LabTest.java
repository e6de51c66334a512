package dev.goodgate.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.menu.Menu;
import dev.goodgate.lab.origin.ScriptedOrigin;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    for (Menu.Entry entry : Fault.MENU.entries()) {
      assertThat(out.toString()).contains("  " + entry.name() + " ", entry.description());
    }
  }

  @Test
  void listsAsOneJsonObject() {
    assertThat(run("--json")).isZero();
    JsonNode root = JsonMapper.shared().readTree(out.toString());
    for (Breakable what : Breakable.values()) {
      assertThat(root.get("faults").findValuesAsString("of"))
          .filteredOn(what.id()::equals)
          .hasSameSizeAs(what.menu().entries());
    }
    assertThat(root.get("faults").get(0).get("name").asString()).isEqualTo("healthy");
    assertThat(root.get("everywhere").get("endpoint").has("then")).isTrue();
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy | curl -v http://127.0.0.1:",
        "h2-goaway:last=ours | curl -v --http2-prior-knowledge http://127.0.0.1:",
        "fastcgi-end-request | cgi-fcgi -bind -connect 127.0.0.1:",
      })
  void showsACommandThatSpeaksTheLanguageOfTheFault(String fault, String command) throws Exception {
    PipedReader told = new PipedReader(64 * 1024);
    PrintWriter out = new PrintWriter(new PipedWriter(told));
    Terminal terminal = new Terminal(out, new PrintWriter(err), false, 0);
    Thread running =
        Thread.ofPlatform()
            .start(() -> commandLine(terminal).execute(fault, "--listen", "127.0.0.1:0"));
    try (BufferedReader lines = new BufferedReader(told)) {
      assertThat(lines.readLine()).startsWith(fault + ": ");
      assertThat(lines.readLine()).contains("try: ", command);
    } finally {
      running.interrupt();
      running.join(LONG);
    }
  }

  @Test
  void playsARudeClientAgainstThisHostOnly() throws Exception {
    assertThat(run("--client")).isZero();
    assertThat(out.toString()).contains("slow-head", "smuggling");
    assertThat(run("--client", "pipelines:count=2")).isEqualTo(2);
    assertThat(err.toString()).contains("--client wants --to");
    assertThat(run("--client", "pipelines", "--to", "192.0.2.1:80")).isEqualTo(2);
    assertThat(err.toString()).contains("this host only");
    try (ScriptedOrigin origin =
        ScriptedOrigin.start(
            "o",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            _ -> {})) {
      origin.play("healthy:framing=close");
      assertThat(run("--client", "leaves-in-reply:after=9", "--to", origin.endpoint())).isZero();
    }
    assertThat(out.toString()).contains("1 × left: ", " 9 in: HTTP/1.1 ");
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
