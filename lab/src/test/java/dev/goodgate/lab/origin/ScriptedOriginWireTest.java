package dev.goodgate.lab.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedOriginWireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(200);

  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "web-1",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @Test
  void tellsWhoAnsweredAndWhatWasAsked() throws IOException {
    try (RawClient client = connect(LONG)) {
      RawReply reply =
          client.send("GET /a HTTP/1.1\r\nHost: x\r\nX-Request-Id: id-7\r\n\r\n").reply();
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.whole()).isTrue();
      assertThat(reply.field("x-origin")).contains("web-1");
      assertThat(reply.body())
          .contains("web-1", "id-7", "GET /a HTTP/1.1\r\n", "X-Request-Id: id-7");
    }
  }

  @Test
  void keepsTheConnectionForPipelinedRequests() throws IOException {
    try (RawClient client = connect(LONG)) {
      client.send(
          "GET /1 HTTP/1.1\r\n\r\n"
              + "POST /2 HTTP/1.1\r\n"
              + "Content-Length: 3\r\n\r\n"
              + "abcGET /3 HTTP/1.1\r\n\r\n");
      assertThat(client.reply().body()).contains("request 1", "GET /1 ");
      assertThat(client.reply().body()).contains("request 2", "POST /2 ");
      assertThat(client.reply().body()).contains("request 3", "GET /3 ");
    }
    assertThat(origin.requests()).extracting("target").containsExactly("/1", "/2", "/3");
    assertThat(origin.journal().all(Sighting.Came.class)).hasSize(1);
  }

  @Test
  void readsChunkedBodiesToTheirEnd() throws IOException {
    try (RawClient client = connect(LONG)) {
      client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.sendSlowly("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n", 4, Duration.ofMillis(1));
      assertThat(client.reply().status()).isEqualTo(200);
      assertThat(client.get("/next").body()).contains("request 2");
    }
  }

  @Test
  void answersHeadWithoutABody() throws IOException {
    try (RawClient client = connect(LONG)) {
      RawReply reply = client.send("HEAD / HTTP/1.1\r\n\r\n").replyToHead();
      assertThat(reply.field("content-length")).isPresent();
      assertThat(client.get("/next").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy:framing=chunked,size=1000 | 200 | WHOLE | 1000",
        "healthy:framing=close,size=1000 | 200 | WHOLE | 1000",
        "healthy:http10=true,size=10 | 200 | WHOLE | 10",
        "healthy:status=503,size=0 | 503 | WHOLE | 0",
        "slow-body:size=30,piece=10,pause=1ms | 200 | WHOLE | 30",
        "interim-replies:count=3 | 200 | WHOLE | -1",
        "early-hints-confusion:count=5 | 200 | WHOLE | -1",
        "accepts-and-closes | 0 | CUT | 0",
        "eof-before-response | 0 | CUT | 0",
        "reset-before-response | 0 | RESET | 0",
        "first-byte-timeout | 0 | SILENT | 0",
        "head-stall | 200 | SILENT | 0",
        "eof-in-headers | 200 | CUT | 0",
        "head-reset | 200 | RESET | 0",
        "truncated-content-length | 200 | CUT | 500",
        "truncated-chunked | 200 | CUT | 500",
        "truncated-no-length | 200 | RESET | 500",
        "body-reset | 200 | RESET | 500",
        "body-stall:sent=7 | 200 | SILENT | 7",
        "bad-chunk | 200 | GARBLED | 0",
        "bad-chunk:sent=10 | 200 | GARBLED | 10",
        "unsolicited-101 | 101 | WHOLE | 0",
        "trailer-too-large:size=100 | 200 | WHOLE | 6",
        "invalid-status-line | 0 | WHOLE | 6",
        "response-not-http | 0 | CUT | 0",
      })
  void actsTheFaultThatThePathNames(String fault, int status, Completion completion, int body)
      throws Exception {
    if (fault.contains("accept")) {
      origin.play(fault);
    }
    String target = "/fault/" + fault;
    RawReply reply = completion == Completion.SILENT ? stalled(target) : fresh(target, LONG);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.completion()).isEqualTo(completion);
    if (body >= 0) {
      assertThat(reply.body()).hasSize(body);
    }
  }

  @Test
  void resetsAConnectionBeforeItCanBeUsed() {
    origin.play("reset-on-accept");
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> {
          RawReply reply = fresh("/", LONG);
          assertThat(reply.completion()).isEqualTo(Completion.RESET);
          throw new SocketException("reset, and noticed a little later");
        });
  }

  @Test
  void sendsWrongBytesExactly() throws IOException {
    assertThat(fresh("/fault/response-not-http", LONG).raw()).startsWith("SSH-2.0-");
    assertThat(fresh("/fault/plaintext-to-tls-port", LONG).raw()).startsWith("\u0015\u0003\u0003");
    assertThat(fresh("/fault/h2-preface-on-h1", LONG).raw()).isEqualTo("\0\0\0\u0004\0\0\0\0\0");
    assertThat(fresh("/fault/invalid-header-value", LONG).raw()).contains("X-Note: a\0b\r\n");
    assertThat(fresh("/fault/invalid-header-value:blemish=bare-cr", LONG).raw())
        .contains("X-Note: a\rb\r\n");
    assertThat(fresh("/fault/conflicting-content-length", LONG).all("content-length"))
        .containsExactly("5", "50");
    assertThat(fresh("/fault/content-length-and-te", LONG).raw())
        .contains("Content-Length: 6\r\n", "Transfer-Encoding: chunked\r\n");
    assertThat(fresh("/fault/unknown-transfer-coding:coding=br", LONG).raw())
        .contains("Transfer-Encoding: br\r\n");
    assertThat(fresh("/fault/too-many-response-headers:count=12", LONG).all("x-f")).hasSize(12);
    assertThat(fresh("/fault/response-header-section-too-large:size=9000", LONG).raw())
        .hasSizeGreaterThan(9000);
  }

  @Test
  void saysWhatIsWrongWithAnUnknownFaultInThePath() throws IOException {
    assertThat(fresh("/fault/body-rest", LONG).status()).isEqualTo(404);
    assertThat(fresh("/fault/%zz", LONG).status()).isEqualTo(404);
  }

  @Test
  void refusesAndComesBackOnTheSamePort() throws IOException {
    try (RawClient before = connect(LONG)) {
      assertThat(before.get("/").status()).isEqualTo(200);
      origin.play("conn-refused");
      assertThat(before.endsNext()).as("open connections are dropped").isTrue();
    }
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(LONG));
    origin.play("healthy");
    assertThat(fresh("/", LONG).status()).isEqualTo(200);
  }

  @Test
  void leavesConnectsUnansweredWhenItsQueueIsFull() throws IOException {
    origin.play("accept-backlog-full");
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> connect(SHORT));
    origin.play("healthy");
    assertThat(fresh("/", LONG).status()).isEqualTo(200);
  }

  @Test
  void playsFaultsInTurnAndTheLastForEver() throws IOException {
    origin.play("eof-before-response", "healthy:status=503", "healthy");
    assertThat(fresh("/", LONG).status()).isEqualTo(0);
    try (RawClient client = connect(LONG)) {
      assertThat(client.get("/").status()).isEqualTo(503);
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(client.get("/").status()).isEqualTo(200);
    }
  }

  @Test
  void openConnectionsFollowASwitch() throws IOException {
    try (RawClient client = connect(LONG)) {
      assertThat(client.get("/").status()).isEqualTo(200);
      origin.play("healthy:status=503");
      assertThat(client.get("/").status()).isEqualTo(503);
    }
  }

  @Test
  void endsAConnectionJustWhenItIsUsedAgain() throws IOException {
    origin.play("keepalive-race:by=reset");
    try (RawClient client = connect(LONG)) {
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(client.get("/").completion()).isEqualTo(Completion.RESET);
    }
  }

  @Test
  void closesAnIdleConnectionAndSaysSoBeforehand() throws IOException {
    origin.play("closes-idle:idle=20ms");
    try (RawClient client = connect(LONG)) {
      assertThat(client.get("/").field("keep-alive")).contains("timeout=1");
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void answersEarlyWithoutReadingTheBody() throws IOException {
    origin.play("request-too-large-upstream");
    try (RawClient client = connect(LONG)) {
      RawReply reply = client.send("POST / HTTP/1.1\r\nContent-Length: 99999\r\n\r\nabc").reply();
      assertThat(reply.status()).isEqualTo(413);
    }
  }

  @Test
  void tellsWhatItSaw() throws Exception {
    origin.play("reset-before-response");
    fresh("/x", LONG);
    assertThat(
            origin
                .journal()
                .await(LONG, all -> all.stream().anyMatch(Sighting.Gone.class::isInstance)))
        .isTrue();
    assertThat(origin.journal().all())
        .anySatisfy(seen ->
            assertThat(seen)
                .isInstanceOfSatisfying(
                    Sighting.Read.class,
                    read -> {
                      assertThat(read.asked().requestLine()).isEqualTo("GET /x HTTP/1.1");
                      assertThat(read.fault()).isEqualTo("reset-before-response");
                    }))
        .anySatisfy(seen ->
            assertThat(seen)
                .isInstanceOfSatisfying(
                    Sighting.Did.class, did -> assertThat(did.what()).contains("reset")));
  }

  @Test
  void willNotPlayASilentPortInASequence() {
    assertThatIllegalArgumentException().isThrownBy(() -> origin.play("conn-refused", "healthy"));
    assertThatIllegalArgumentException().isThrownBy(() -> origin.play("no-such-fault"));
  }

  /** What comes before a silence is there before it is read, however slow the machine. */
  private RawReply stalled(String target) throws Exception {
    try (RawClient client = connect(SHORT)) {
      client.send("GET " + target + " HTTP/1.1\r\nHost: lab.test\r\n\r\n");
      assertThat(
              origin
                  .journal()
                  .await(
                      LONG,
                      all ->
                          all.stream()
                              .anyMatch(seen ->
                                  seen instanceof Sighting.Did did && did.what().equals("stalls"))))
          .isTrue();
      return client.reply();
    }
  }

  private RawReply fresh(String target, Duration patience) throws IOException {
    try (RawClient client = connect(patience)) {
      return client.get(target);
    }
  }

  private RawClient connect(Duration patience) throws IOException {
    return RawClient.connect(origin.address(), patience);
  }
}
