package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for another protocol, and is given it or not (RFC 9110 7.8). */
@Execution(ExecutionMode.CONCURRENT)
class UpgradeWireTest {
  private static final Duration SOON = Duration.ofMillis(300);
  private static final String SWITCH =
      "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: chat\r\nX-Mine: 1\r\n\r\n";

  private static String asking(String fields) {
    return "GET /talk HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: up\r\n" + fields + "\r\n";
  }

  private static final String CHAT = asking("Connection: keep-alive, Upgrade\r\nUpgrade: chat\r\n");

  /** Asks for chat, and has got it. */
  private static Wire chat(LiveGateway gateway) throws Exception {
    Wire client = gateway.wire();
    client.send(CHAT);
    assertThat(client.head()).startsWith("HTTP/1.1 101 Switching\r\n");
    return client;
  }

  @Test
  void passesTheQuestionAndTheAnswerOn() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(SWITCH);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(
          asking(
              "connection: UPGRADE, x-gone\r\nX-Gone: 1\r\nUpgrade: Chat/2, h2c ,x\r\n"
                  .replace("Chat/2", "chat")));
      assertThat(client.head())
          .contains("\r\nUpgrade: chat\r\n", "\r\nConnection: upgrade\r\n", "X-Mine: 1")
          .contains("X-Request-Id: up\r\n")
          .doesNotContain("Transfer-Encoding", "Content-Length", "close");
      assertThat(origin.nextHead())
          .contains("\r\nConnection: upgrade\r\nUpgrade: chat, x\r\n")
          .doesNotContain("X-Gone", "h2c");
    }
  }

  @Test
  @SuppressWarnings("try") // the line is due once the client has left
  void carriesBothWaysWhateverIsSaid() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH + "welcome");
              String said = scene.wire.exactly(5);
              scene.wire.send("you said " + said);
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = chat(gateway)) {
      assertThat(client.exactly(7)).isEqualTo("welcome");
      client.send("GET /");
      assertThat(client.exactly(14)).isEqualTo("you said GET /");
      client.finishSending();
      assertThat(gateway.line("\"id\":\"up\""))
          .contains("\"status\":101", "\"received\":5", "\"sent\":21")
          .doesNotContain("cause");
    }
  }

  @Test
  void holdsBackWhatTheClientSaysTooEarly() throws Exception {
    CountDownLatch checked = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              boolean silent = scene.wire.isSilentFor(SOON);
              scene.wire.send(SWITCH + (silent ? "silent " : "heard "));
              scene.wire.send(scene.wire.exactly(31));
              checked.countDown();
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(CHAT + "GET /not-a-request HTTP/1.1\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 101");
      assertThat(LiveGateway.await(checked)).isTrue();
      assertThat(client.exactly(38)).isEqualTo("silent GET /not-a-request HTTP/1.1\r\n\r\n");
      assertThat(origin.nextHead()).contains("/talk");
      assertThat(origin.headsLeft()).isZero();
    }
  }

  /** What came behind the request may be of the other protocol: it must not be taken for HTTP. */
  @ParameterizedTest
  @CsvSource({"426", "200", "502"})
  void readsNoRequestBehindOneWhoseUpgradeWasDeclined(int status) throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n\r\nno");
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(CHAT + asking(""));
      assertThat(client.head()).contains(" " + status + " ").contains("Connection: close");
      assertThat(client.rest()).isEqualTo("no");
      assertThat(origin.nextHead()).contains("/talk");
      assertThat(origin.headsLeft()).isZero();
    }
  }

  @Test
  void goesOnWithHttpWhereTheUpgradeWasDeclined() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.answering(
                "HTTP/1.1 426 No\r\nUpgrade: other\r\nConnection: upgrade\r\n"
                    + "Content-Length: 2\r\n\r\nno");
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      for (int i = 0; i < 3; i++) {
        client.send(CHAT);
        assertThat(client.head()).contains(" 426 ").doesNotContain("close");
        assertThat(client.exactly(2)).isEqualTo("no");
      }
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: upgrade, http2-settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n",
        "Connection: upgrade\r\nUpgrade: H2C\r\nHTTP2-Settings: AAMAAABk\r\n",
        "Upgrade: chat\r\n",
        "Connection: upgrade\r\n",
        "Connection: upgrade\r\nUpgrade: chat;h2c\r\n",
        "Connection: upgrade\r\nUpgrade: chat\r\nUpgrade: a b\r\n",
      })
  void doesNotPassOnWhatMustNotBe(String fields) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(SWITCH);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(asking(fields));
      assertThat(client.head()).contains(" 502 ").contains("goodgate-cause=unsolicited-101");
      assertThat(origin.nextHead().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("upgrade", "h2c", "http2-settings");
    }
  }

  @Test
  void doesNotSwitchAnOldClient() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(SWITCH);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(CHAT.replace("HTTP/1.1", "HTTP/1.0"));
      assertThat(client.head()).contains(" 502 ");
      assertThat(origin.nextHead()).doesNotContain("Upgrade");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade: other", "Upgrade: chat, other", "X-None: 1", "Upgrade: chat/2"})
  void refusesAProtocolThatWasNotAskedFor(String field) throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.answering(
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\n" + field + "\r\n\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(CHAT);
      assertThat(client.head())
          .contains(" 502 ", "error=http_upgrade_failed", "goodgate-cause=upgrade-failed");
      Failure failure = gateway.failed("up").flatMap(Exchange::failure).orElseThrow();
      assertThat(failure.phase()).isEqualTo(Phase.UPGRADE);
      assertThat(failure.actor()).isEqualTo(Actor.ENDPOINT);
    }
  }

  /** Until the endpoint has the whole request it cannot have understood it. */
  @Test
  void refusesASwitchInTheMiddleOfARequest() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(SWITCH);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(CHAT.replace("\r\n\r\n", "\r\nContent-Length: 4\r\n\r\nab"));
      assertThat(client.head()).contains(" 502 ").contains("goodgate-cause=unsolicited-101");
    }
  }

  @Test
  void switchesBehindABody() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              String body = scene.wire.exactly(4);
              scene.wire.send(SWITCH + body);
              scene.wire.send(scene.wire.exactly(2));
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(CHAT.replace("\r\n\r\n", "\r\nContent-Length: 4\r\n\r\nbody") + "up");
      client.head();
      assertThat(client.exactly(6)).isEqualTo("bodyup");
    }
  }

  @Test
  void tellsTheOtherSideOfAnEndAndLetsItGoOn() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH);
              scene.wire.send("heard " + scene.wire.rest());
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = chat(gateway)) {
      client.send("all").finishSending();
      assertThat(client.rest()).isEqualTo("heard all");
      assertThat(gateway.line("\"id\":\"up\"")).contains("\"status\":101").doesNotContain("cause");
    }
  }

  @Test
  void letsTheClientSpeakAfterTheEndpointsEnd() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH + "bye").finishSending();
              if (scene.wire.rest().equals("and thanks")) {
                heard.countDown();
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = chat(gateway)) {
      assertThat(client.rest()).isEqualTo("bye");
      client.send("and ").send("thanks").finishSending();
      assertThat(LiveGateway.await(heard)).isTrue();
      assertThat(gateway.line("\"id\":\"up\"")).contains("\"received\":10", "\"sent\":3");
    }
  }

  @Test
  void showsTheClientThatTheEndpointHasBroken() throws Exception {
    CountDownLatch talking = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH + "so ");
              LiveGateway.await(talking);
              scene.wire.reset();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = chat(gateway)) {
      assertThat(client.exactly(3)).isEqualTo("so ");
      talking.countDown();
      assertThat(client.isReset()).isTrue();
      Exchange exchange = gateway.failed("up").orElseThrow();
      Failure failure = exchange.failure().orElseThrow();
      assertThat(failure.phase()).isEqualTo(Phase.UPGRADE);
      assertThat(failure.actor()).isEqualTo(Actor.ENDPOINT);
      assertThat(failure.symptom()).isEqualTo(Symptom.RESET);
      assertThat(exchange.reply().orElseThrow().status()).isEqualTo(101);
      assertThat(exchange.reply().orElseThrow().whole()).isFalse();
      assertThat(exchange.reply().orElseThrow().bodyBytes()).isEqualTo(3);
      assertThat(exchange.cause()).contains("truncated-no-length");
    }
  }

  @Test
  void showsTheEndpointThatTheClientHasBroken() throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH);
              if (scene.wire.isReset()) {
                broken.countDown();
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = chat(gateway)) {
      client.reset();
      assertThat(LiveGateway.await(broken)).isTrue();
      Exchange exchange = gateway.failed("up").orElseThrow();
      assertThat(exchange.ending()).isEqualTo(new Ending.Abandoned(Phase.UPGRADE));
      assertThat(exchange.cause()).contains("client-closed");
    }
  }

  @Test
  void cutsATunnelInWhichNothingIsSaid() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH);
              scene.wire.rest();
            });
        LiveGateway gateway =
            LiveGateway.with("timeouts: { idle: 20ms, tunnel: 500ms, total: 200ms }", "", origin);
        Wire client = chat(gateway)) {
      for (int i = 0; i < 4; i++) {
        client.send("x");
        assertThat(client.isSilentFor(SOON)).isTrue();
      }
      assertThat(client.isReset()).isTrue();
      Exchange exchange = gateway.failed("up").orElseThrow();
      assertThat(exchange.failure().orElseThrow().says())
          .isEqualTo("upgrade: timed out by unknown, timeouts.tunnel of 500 ms ran out");
      assertThat(exchange.cause()).contains("body-stall");
      assertThat(exchange.request().bodyBytes()).isEqualTo(4);
    }
  }

  /** It was told, and has nothing to say: most who listen to a closed side leave soon. */
  @Test
  void takesSilenceAfterAnEndForTheOther() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH).finishSending();
              if (scene.wire.endsWithin(Wire.PATIENCE)) {
                ended.countDown();
              }
            });
        LiveGateway gateway = LiveGateway.with("timeouts: { idle: 300ms }", "", origin);
        Wire client = chat(gateway)) {
      assertThat(client.rest()).isEmpty();
      assertThat(LiveGateway.await(ended)).isTrue();
      assertThat(gateway.line("\"id\":\"up\"")).contains("\"status\":101").doesNotContain("cause");
    }
  }

  @Test
  void isCutInTimeWhereTheGatewayStops() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH);
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.with("", "drain: 1s", origin);
        Wire client = chat(gateway)) {
      var drained = gateway.drain();
      client.send("x");
      assertThat(client.isSilentFor(Duration.ofMillis(100))).isTrue();
      assertThat(client.isReset()).isTrue();
      assertThat(drained).succeedsWithin(Wire.PATIENCE);
      assertThat(gateway.failed("up").flatMap(Exchange::failure).orElseThrow().symptom())
          .isEqualTo(Symptom.DRAINING);
    }
  }

  /** One side that does not listen makes the other wait, and nothing is lost on the way. */
  @Test
  void makesWhoeverSpeaksWaitForOneWhoDoesNotListen() throws Exception {
    CountDownLatch listen = new CountDownLatch(1);
    AtomicLong heard = new AtomicLong();
    CountDownLatch over = new CountDownLatch(1);
    byte[] piece = new byte[64 * 1024];
    long all = 800L * piece.length;
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(SWITCH);
              LiveGateway.await(listen);
              heard.set(scene.wire.in().transferTo(OutputStream.nullOutputStream()));
              over.countDown();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = chat(gateway)) {
      AtomicLong said = new AtomicLong();
      Thread speaking =
          Thread.startVirtualThread(() -> {
            try {
              while (said.get() < all) {
                client.send(piece, 0, piece.length);
                said.addAndGet(piece.length);
              }
              client.finishSending();
            } catch (IOException broken) {
              said.set(-1);
            }
          });
      assertThat(client.isSilentFor(Duration.ofSeconds(1))).isTrue();
      assertThat(said.get()).isBetween(1L, all / 2);
      listen.countDown();
      speaking.join();
      assertThat(LiveGateway.await(over)).isTrue();
      assertThat(heard.get()).isEqualTo(all);
    }
  }
}
