package dev.goodgate.app.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.dns.Question;
import dev.goodgate.lab.link.LinkFault;
import dev.goodgate.lab.menu.Menu;
import dev.goodgate.lab.resolver.NameFault;
import dev.goodgate.lab.road.RoadFault;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NetworkRunTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsWhatCanGoWrongWithoutAFault() {
    assertThat(run("--resolver")).isZero();
    assertThat(run("--link")).isZero();
    assertThat(run("--road")).isZero();
    for (Menu<?> menu : List.of(NameFault.MENU, LinkFault.MENU, RoadFault.MENU)) {
      for (Menu.Entry entry : menu.entries()) {
        assertThat(out.toString()).contains("  " + entry.name() + " ", entry.description());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--resolver dns-nxdomian",
        "--resolver healthy --name a.test",
        "--resolver healthy --name a.test=b.test",
        "--resolver healthy --listen nowhere",
        "--link loss",
        "--link loss --to nowhere",
        "--road host-down:noticed=somewhere",
        "healthy --resolver healthy",
        "--link loss --to 127.0.0.1:1 --json",
      })
  void wrongUseIsSaid(String words) {
    assertThat(run(words.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void runsAResolverAndTellsWhatItIsAsked() throws Exception {
    List<String> told =
        running(
            port -> {
              byte[] question =
                  Message.query(1, new Question(Name.of("a.test"), Question.A))
                      .written()
                      .getBytes(ISO_8859_1);
              try (Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port)) {
                tcp.getOutputStream().write(0);
                tcp.getOutputStream().write(question.length);
                tcp.getOutputStream().write(question);
                assertThat(tcp.getInputStream().read()).isZero();
              }
            },
            "dns-refused",
            "--resolver",
            "dns-refused",
            "--listen",
            "127.0.0.1:0");
    assertThat(told.getLast()).contains("a.test A", "dns-refused", "sends");
  }

  @Test
  void runsALinkAndTellsWhatPasses() throws Exception {
    try (ServerSocket endpoint = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> told =
          running(
              port -> {
                try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket accepted = endpoint.accept()) {
                  accepted.getOutputStream().write("lost".getBytes(US_ASCII));
                  accepted.shutdownOutput();
                }
              },
              "loses 4 bytes",
              "--link",
              "loss",
              "--to",
              "127.0.0.1:" + endpoint.getLocalPort(),
              "--listen",
              "127.0.0.1:0");
      assertThat(told).anyMatch(line -> line.contains("#1  connection from"));
    }
  }

  private interface Visit {
    void to(int port) throws Exception;
  }

  /** Runs the command, visits the port it names, and reads until a line holds the word. */
  private List<String> running(Visit visit, String last, String... args) throws Exception {
    PipedReader told = new PipedReader(64 * 1024);
    PrintWriter lines = new PrintWriter(new PipedWriter(told));
    Terminal terminal = new Terminal(lines, new PrintWriter(err), false, 0);
    Thread running = Thread.ofPlatform().start(() -> commandLine(terminal).execute(args));
    try (BufferedReader reader = new BufferedReader(told)) {
      Matcher port = PORT.matcher(reader.readLine());
      assertThat(port.find()).isTrue();
      visit.to(Integer.parseInt(port.group(1)));
      List<String> all = new ArrayList<>();
      do {
        all.add(reader.readLine());
      } while (!all.getLast().contains(last));
      return all;
    } finally {
      running.interrupt();
      assertThat(running.join(LONG)).isTrue();
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
