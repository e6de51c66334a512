package dev.goodgate.lab.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagedFaultsWireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "o",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            _ -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy:size=100,framing=chunked,at=head+30,then=reset | RESET",
        "healthy:size=100,at=end-1 | CUT",
        "healthy:size=100,at=end-1,then=stall | SILENT",
        "healthy:size=100,at=7,then=drop | CUT",
        "healthy:size=9000,pieces=1,pace=0ms | WHOLE",
        "bad-chunk:form=no-final-crlf | CUT",
        "flood:of=reason,times=9 | CUT",
        "flood:of=chunks,times=9 | CUT",
        "only-interim | CUT",
        "response-body-too-large:size=5000 | WHOLE",
        "upstream-worker-timeout-kill:after=10ms,by=reset | RESET",
        "urgent-byte | WHOLE",
        "slow-accept:delay=10ms | WHOLE",
        "proxy-protocol-mismatch:otherwise=reset | RESET",
      })
  void endsAsItWasTold(String fault, Completion completion) throws IOException {
    origin.play(fault);
    RawReply reply = fresh(GET, completion == Completion.SILENT ? SHORT : LONG);
    assertThat(reply.completion()).isEqualTo(completion);
  }

  @Test
  void diesRefusesClosesAndIsWellAgain() throws Exception {
    origin.play("upstream-restarting:answered=1,refusing=100ms,closing=100ms");
    try (RawClient bystander = connect(LONG)) {
      assertThat(bystander.get("/").status()).isEqualTo(200);
      assertThat(fresh(GET, LONG).whole()).isFalse();
      assertThat(bystander.endsNext()).as("the whole process is gone").isTrue();
    }
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(LONG));
    List<Completion> seen = new ArrayList<>();
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!seen.contains(Completion.WHOLE) && System.nanoTime() < deadline) {
      try {
        seen.add(fresh(GET, LONG).completion());
      } catch (IOException refusedOrReset) {
        // It is not there yet.
      }
    }
    assertThat(seen).endsWith(Completion.WHOLE);
  }

  @Test
  void comesUpLate() throws IOException {
    origin.play("upstream-not-ready:after=100ms");
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(LONG));
    long deadline = System.nanoTime() + LONG.toNanos();
    int status = 0;
    while (status != 200 && System.nanoTime() < deadline) {
      try {
        status = fresh(GET, LONG).status();
      } catch (ConnectException notYet) {
        // As it should be.
      }
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void aSwitchEndsAComingBack() throws IOException {
    origin.play("upstream-not-ready:after=50ms");
    origin.play("conn-refused");
    origin.play("healthy:status=204");
    assertThat(fresh(GET, LONG).status()).isEqualTo(204);
  }

  @Test
  void aRowOfRequestsWaitsForOneWorker() throws IOException {
    origin.play("upstream-worker-starvation:workers=1,work=60ms");
    long began = System.nanoTime();
    try (RawClient first = connect(LONG);
        RawClient second = connect(LONG);
        RawClient third = connect(LONG)) {
      for (RawClient each : List.of(first, second, third)) {
        each.send(GET);
      }
      assertThat(List.of(first.reply(), second.reply(), third.reply()))
          .allMatch(reply -> reply.status() == 200);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(180));
  }

  @Test
  void standsStillForAllAtOnceUntilThePauseIsOver() throws IOException {
    origin.play("upstream-cpu-or-gc-stall:every=60m,pause=59m");
    assertThat(fresh(GET, SHORT).completion()).isEqualTo(Completion.SILENT);
    origin.play("upstream-cpu-or-gc-stall:every=100ms,pause=50ms");
    assertThat(fresh(GET, LONG).status()).isEqualTo(200);
  }

  @Test
  void passesOnToAnotherUntilTheLoopIsEnded() throws IOException {
    try (ScriptedOrigin next =
        ScriptedOrigin.start(
            "next",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            _ -> {})) {
      origin.play("proxy-loop:port=" + next.port());
      assertThat(fresh(GET, LONG).body()).contains("Answered by next", "Host: x");
    }
  }

  @Test
  void answersWhoeverSendsThePreface() throws IOException {
    origin.play("proxy-protocol-mismatch");
    try (RawClient client = connect(LONG)) {
      client.send("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + GET);
      assertThat(client.reply().body()).contains("GET / ");
      assertThat(client.get("/next").status()).isEqualTo(200);
    }
  }

  @Test
  void answersTwiceInOneBreathOrALittleLater() throws IOException {
    for (String fault : List.of("two-replies", "late-second-reply:after=20ms")) {
      origin.play(fault);
      try (RawClient client = connect(LONG)) {
        assertThat(client.get("/").status()).isEqualTo(200);
        assertThat(client.reply().field("x-second")).contains("yes");
      }
    }
  }

  @Test
  void speaksFirst() throws IOException {
    origin.play("speaks-first");
    try (RawClient client = connect(LONG)) {
      assertThat(client.reply().status()).isEqualTo(408);
    }
  }

  @Test
  void endsItsStreamAndGoesOnReading() throws Exception {
    origin.play("half-close");
    try (RawClient client = connect(LONG)) {
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(client.endsNext()).isTrue();
      client.send("x".repeat(1_000));
    }
    assertThat(
            origin
                .journal()
                .await(
                    LONG,
                    all ->
                        all.stream()
                            .anyMatch(each ->
                                each instanceof Sighting.Gone gone && gone.received() > 1_000)))
        .isTrue();
  }

  @Test
  void readsABodySlowly() throws IOException {
    origin.play("slow-reader:piece=100,pause=5ms");
    long began = System.nanoTime();
    assertThat(
            fresh("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n" + "u".repeat(1_000), LONG)
                .status())
        .isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(50));
  }

  @Test
  void switchesProtocolsRightlyAndThenTalksNonsense() throws IOException {
    origin.play("upgrade-failed:form=garbage");
    try (RawClient client = connect(LONG)) {
      client.send(
          "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      RawReply reply = client.reply();
      assertThat(reply.status()).isEqualTo(101);
      assertThat(reply.field("sec-websocket-accept")).contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(reply.body()).isEqualTo("\u00ff\u00fe\u00fd garbage");
    }
  }

  @Test
  void aFaultForSomeRequestsLeavesTheOthersAlone() throws IOException {
    origin.play("reset-before-response:only=/cart,every=2");
    try (RawClient client = connect(LONG)) {
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(client.get("/cart").status()).isEqualTo(200);
      assertThat(client.get("/cart").completion()).isEqualTo(Completion.RESET);
    }
    assertThat(origin.journal().all())
        .filteredOn(Sighting.Read.class::isInstance)
        .extracting("fault")
        .containsExactly(
            "healthy", "healthy", "healthy", "reset-before-response:only=/cart,every=2");
  }

  private RawReply fresh(String request, Duration patience) throws IOException {
    try (RawClient client = connect(patience)) {
      return client.send(request).reply();
    }
  }

  private RawClient connect(Duration patience) throws IOException {
    return RawClient.connect(origin.address(), patience);
  }
}
