package dev.goodgate.app.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.RecordingTerminal;
import dev.goodgate.console.Console;
import dev.goodgate.console.Diagnosing;
import dev.goodgate.console.Exchanges;
import dev.goodgate.doctor.Doctor;
import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.diagnosis.Source;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WhyWireTest {
  private static final String ENDPOINT = "127.0.0.1:3001";
  private static final ConnectionFacts REUSED =
      new ConnectionFacts(true, 3, Duration.ofSeconds(9), Duration.ofSeconds(5), "");
  private static final Exchange RACE =
      exchange(
          "race",
          "/cart?x=\u001b[31mred\u202e",
          new Failure(
              Phase.WAIT_FIRST_BYTE, Actor.ENDPOINT, Symptom.CLOSED_EARLY, new Detail.Nothing()),
          REUSED);
  private static final Exchange REFUSED =
      exchange(
          "refused",
          "/",
          new Failure(
              Phase.CONNECT,
              Actor.ENDPOINT,
              Symptom.REFUSED,
              new Detail.SystemError("connect", "ECONNREFUSED", 111)),
          null);

  private final RecordingTerminal recorded = new RecordingTerminal(false, 80);
  private final List<Exchange> kept = new ArrayList<>(List.of(REFUSED, RACE));
  private Console console;

  @BeforeEach
  void start() throws IOException {
    start(Optional.empty());
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void tellsWhoseFaultItWasAndWhy() {
    assertThat(why("race")).isEqualTo(1);
    assertThat(recorded.out())
        .contains("Whose fault: the upstream")
        .contains("keepalive-race")
        .contains("reused, 3 exchanges before this one, 9.0 s old, idle for 5.0 s")
        .contains("closed early by the endpoint at wait-first-byte")
        .contains("502, made by the gateway")
        .contains("What would help, easy first");
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void asksWhatWouldDecideWhereItIsContested() {
    assertThat(why("refused")).isEqualTo(1);
    assertThat(recorded.out())
        .contains("most likely the upstream")
        .contains("What to ask next")
        .contains("ss -ltnp 'sport = :3001'")
        .contains("ECONNREFUSED");
  }

  @Test
  void tellsAClientThatLeftFromOneThatGotNoReply() {
    Detail cancelled = new Detail.GivenUp("RST_STREAM", "CANCEL", false);
    Failure reset = new Failure(Phase.WAIT_FIRST_BYTE, Actor.ENDPOINT, Symptom.RESET, cancelled);
    kept.add(exchange("cut", "/", new Ending.Failed(reset), REUSED, null));
    kept.add(exchange("left", "/", new Ending.Abandoned(Phase.WAIT_FIRST_BYTE), REUSED, null));

    assertThat(why("cut")).isEqualTo(1);
    assertThat(recorded.out()).containsPattern("was sent +no reply");
    why("left");
    assertThat(recorded.out()).containsPattern("was sent +nothing: it had left");
  }

  @Test
  void fitsEightyColumnsWithoutColour() {
    why("race");
    why("refused");
    assertThat(recorded.out().lines().filter(line -> !line.contains("http")))
        .allMatch(line -> line.length() <= 80)
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void showsControlCharactersAndDoesNotObeyThem() {
    why("race");
    assertThat(recorded.out()).contains("\\u001b[31mred\\u202e").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void jsonIsExactlyOneObject() {
    assertThat(why("race", "--json")).isEqualTo(1);
    JsonNode tree = JsonMapper.builder().build().readTree(recorded.out());
    assertThat(tree.path("verdict").path("verdict").asString()).isEqualTo("settled");
    assertThat(tree.path("verdict").path("cause").asString()).isEqualTo("keepalive-race");
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void withoutAnIdListsWhatFailedLately() {
    assertThat(why()).isEqualTo(1);
    assertThat(recorded.out()).contains("refused", "race", "502");
    assertThat(recorded.err()).contains("goodgate why --admin http://127.0.0.1:", " refused");
  }

  @Test
  void nothingFailedIsGoodNews() {
    kept.clear();
    assertThat(why()).isZero();
    assertThat(recorded.out()).contains("Nothing has failed");
  }

  @Test
  void anUnknownIdIsExplained() {
    assertThat(why("none")).isEqualTo(3);
    assertThat(recorded.err()).contains("none is kept").contains("failed ones only");
    assertThat(recorded.out()).isEmpty();
  }

  @Test
  void anIdThatCannotBeOneIsWrongUse() {
    assertThat(why("../../etc")).isEqualTo(2);
    assertThat(run("why", "x", "--admin", "ftp://x")).isEqualTo(2);
  }

  @Test
  void saysWhatToDoWhereNobodyAnswers() {
    HostPort gone = console.address();
    console.close();
    assertThat(run("why", "x", "--admin", "http://" + gone)).isEqualTo(3);
    assertThat(recorded.err()).contains("no gateway answers").contains("goodgate serve");
  }

  @Test
  void asksForATokenAndTakesItFromAFile(@TempDir Path folder) throws IOException {
    console.close();
    start(Optional.of("s3cret"));
    assertThat(why("race")).isEqualTo(3);
    assertThat(recorded.err()).contains("GOODGATE_TOKEN");
    Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
    assertThat(why("race", "--token-file", file.toString())).isEqualTo(1);
    assertThat(why("race", "--token-file", folder.resolve("none").toString())).isEqualTo(3);
  }

  @Test
  void aStrangerAtTheAddressIsNotBelieved() throws Exception {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofVirtual().start(() -> answerOnce(stranger));
      assertThat(run("why", "x", "--admin", "http://127.0.0.1:" + stranger.getLocalPort()))
          .isEqualTo(3);
      answering.join(Duration.ofSeconds(10));
    }
    assertThat(recorded.err()).contains("not the admin address");
  }

  private static void answerOnce(ServerSocket stranger) {
    try (Socket socket = stranger.accept()) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\u001b[2J{}[]x"
                  .getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int why(String... words) {
    List<String> all = new ArrayList<>(List.of("why", "--admin", "http://" + console.address()));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  private int run(String... words) {
    String[] own = List.of(words).subList(1, words.length).toArray(String[]::new);
    return new CommandLine(new Why(recorded.terminal(), Map.of()))
        .setErr(recorded.terminal().err())
        .setOut(recorded.terminal().out())
        .setExecutionExceptionHandler((failure, line, parsed) -> 3)
        .execute(own);
  }

  private void start(Optional<String> token) throws IOException {
    Catalogue catalogue = Catalogue.load();
    Doctor doctor = new Doctor(catalogue);
    Diagnosing diagnosing =
        exchange -> {
          Case given =
              new Case(
                  "why",
                  List.of(
                      new Evidence(
                          "e1",
                          new Source.Recorded(exchange.id(), 0),
                          exchange.began(),
                          new Fact.Happened(exchange))));
          return new Diagnosing.Diagnosis(given, doctor.examine(given));
        };
    Exchanges exchanges =
        new Exchanges() {
          @Override
          public Optional<Exchange> find(String id) {
            return kept.stream().filter(exchange -> exchange.id().equals(id)).findFirst();
          }

          @Override
          public List<Exchange> recentFailures(int limit) {
            return kept.stream().limit(limit).toList();
          }
        };
    console =
        Console.start(
            new HostPort("127.0.0.1", 0),
            token,
            catalogue,
            new Console.Doors(exchanges, diagnosing, List::of, () -> true));
  }

  private static Exchange exchange(
      String id, String target, Failure failure, ConnectionFacts connection) {
    Reply reply = new Reply(502, Reply.Maker.GATEWAY, 90, true);
    return exchange(id, target, new Ending.Failed(failure), connection, reply);
  }

  private static Exchange exchange(
      String id, String target, Ending ending, ConnectionFacts connection, Reply reply) {
    Attempt attempt =
        new Attempt(
            1,
            ENDPOINT,
            ENDPOINT,
            connection,
            Duration.ofNanos(300_000),
            new Timing(Duration.ofMillis(1), null, Duration.ofMillis(2)),
            connection == null ? 0 : 120,
            0,
            "",
            ending);
    return new Exchange(
        id,
        Instant.parse("2026-11-20T12:00:00.123Z"),
        Duration.ofMillis(3),
        new Request("127.0.0.1:5000", "GET", "http", "shop", target, "HTTP/1.1", 0),
        "everything",
        "api",
        List.of(attempt),
        ending,
        reply,
        "conn-refused");
  }
}
