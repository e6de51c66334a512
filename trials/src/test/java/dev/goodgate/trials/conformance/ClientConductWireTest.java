package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that leave, hurry, dawdle, or ask for too much. */
@Execution(ExecutionMode.CONCURRENT)
class ClientConductWireTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** An endpoint that answers never, and notes when its connection ends. */
  private static ActingOrigin silent(CompletableFuture<Boolean> ended) throws IOException {
    return ActingOrigin.playing(scene -> {
      scene.head();
      ended.complete(scene.wire.endsWithin(Wire.PATIENCE));
    });
  }

  @Test
  void endsTheAttemptWhenTheWaitingClientCloses() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    try (ActingOrigin origin = silent(ended);
        LiveGateway gateway = LiveGateway.before(origin)) {
      try (Wire client = gateway.wire()) {
        client.send(GET.replace("\r\n\r\n", "\r\nX-Request-Id: leaves\r\n\r\n"));
        origin.nextHead();
      }
      assertThat(ended.get(1_500, TimeUnit.MILLISECONDS)).isTrue();
      assertThat(gateway.line("\"id\":\"leaves\""))
          .contains("\"cause\":\"client-closed\"", "\"fault\":\"client\"");
    }
  }

  @Test
  void endsTheAttemptAtOnceWhenTheWaitingClientResets() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    try (ActingOrigin origin = silent(ended);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(GET);
      origin.nextHead();
      client.reset();

      assertThat(ended.get(500, TimeUnit.MILLISECONDS)).isTrue();
    }
  }

  @Test
  void endsTheAttemptWhenTheClientLeavesInTheMiddleOfItsBody() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.exactly(3);
              ended.complete(scene.wire.endsWithin(Wire.PATIENCE));
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("POST / HTTP/1.1\r\nHost: lab.test\r\nContent-Length: 10\r\n\r\nabc");
      origin.nextHead();
      client.finishSending();

      assertThat(ended.get(1_500, TimeUnit.MILLISECONDS)).isTrue();
    }
  }

  @Test
  void endsTheAttemptWhenTheClientLeavesInTheMiddleOfTheReply() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
              ended.complete(scene.wire.endsWithin(Wire.PATIENCE));
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(GET);
      client.head();
      client.reset();

      assertThat(ended.get(1_500, TimeUnit.MILLISECONDS)).isTrue();
    }
  }

  @Test
  void servesAClientThatHasEndedItsSide() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
              scene.wire.send(OK);
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.send(GET).finishSending().reply();

      assertThat(reply.body()).isEqualTo("ok");
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void servesAllThatAClientAskedBeforeItEndedItsSide() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send(GET.repeat(5)).finishSending();

      for (int i = 0; i < 5; i++) {
        assertThat(client.reply().body()).isEqualTo("ok");
      }
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void givesALongReplyToAClientThatHasEndedItsSide() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
              for (int i = 0; i < 6; i++) {
                scene.wire.send("x");
                LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(GET).finishSending().reply().body()).isEqualTo("xxxxxx");
    }
  }

  @Test
  void readsAHeadThatComesByteByByte() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (int i = 0; i < 3; i++) {
        client.sendSlowly(GET, 1, Duration.ofMillis(1));
        assertThat(client.reply().body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void refusesAHeadThatTakesTooLong() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "head-timeout: 200ms", origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.send("GET / HTTP/1.1\r\nHost: l").reply();

      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.field("connection")).hasValue("close");
      assertThat(client.endsNext()).isTrue();
      assertThat(gateway.line("\"status\":408")).contains("\"fault\":\"client\"", "\"cause\":");
    }
  }

  @Test
  void refusesAHeadThatTricklesForTooLong() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "head-timeout: 300ms", origin);
        RawClient client = gateway.client()) {
      client.send(GET);
      assertThat(client.reply().status()).isEqualTo(200);
      Thread trickle =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.sendSlowly(
                      "GET / HTTP/1.1\r\nX: " + "x".repeat(200), 1, Duration.ofMillis(20));
                } catch (IOException refused) {
                  // As it should be.
                }
              });
      assertThat(client.reply().status()).isEqualTo(408);
      trickle.interrupt();
    }
  }

  @Test
  void closesAConnectionThatAsksNothing() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway =
            LiveGateway.with("", "head-timeout: 200ms, keep-alive: 300ms", origin);
        Wire mute = gateway.wire();
        RawClient idle = gateway.client()) {
      idle.get("/");

      assertThat(mute.rest()).isEmpty();
      assertThat(mute.endsWithin(Duration.ofMillis(1))).isTrue();
      assertThat(idle.endsNext()).isTrue();
    }
  }

  @Test
  void refusesABodyThatStalls() throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.with("", "stall: 200ms", origin);
        RawClient client = gateway.client()) {
      client.send(
          "POST / HTTP/1.1\r\n"
              + "Host: lab.test\r\n"
              + "X-Request-Id: stalls\r\n"
              + "Content-Length: 9\r\n\r\n"
              + "a");
      RawReply reply = client.reply();

      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.field("connection")).hasValue("close");
      assertThat(gateway.line("\"id\":\"stalls\"")).contains("\"fault\":\"client\"", "\"cause\":");
    }
  }

  @Test
  void refusesATargetThatIsTooLong() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "head: 4KiB", origin);
        RawClient client = gateway.client()) {
      RawReply reply =
          client.send("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: lab.test\r\n\r\n").reply();

      assertThat(reply.status()).isEqualTo(414);
      assertThat(client.endsNext()).isTrue();
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void takesAHeadThatIsJustSmallEnough() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "head: 8KiB", origin);
        RawClient client = gateway.client()) {
      String begin = "GET / HTTP/1.1\r\nHost: lab.test\r\nCookie: ";
      String head = begin + "a".repeat(8 * 1024 - begin.length() - 4) + "\r\n\r\n";

      assertThat(head).hasSize(8 * 1024);
      assertThat(client.send(head).reply().status()).isEqualTo(200);
      assertThat(client.send(head.replace("Cookie", "Cookies")).reply().status()).isEqualTo(431);
    }
  }

  @Test
  void refusesAHeadOfTooManyFields() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "fields: 16", origin);
        RawClient client = gateway.client()) {
      String host = "GET / HTTP/1.1\r\nHost: lab.test\r\n";
      assertThat(client.send(host + "a: b\r\n".repeat(15) + "\r\n").reply().status())
          .isEqualTo(200);
      assertThat(client.send(host + "a: b\r\n".repeat(16) + "\r\n").reply().status())
          .isEqualTo(431);
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void passesOnALargeHeadWhole() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      String cookie = "Cookie: " + "abc".repeat(10_000) + "\r\n";
      client.sendSlowly(
          "GET / HTTP/1.1\r\nHost: lab.test\r\n" + cookie + "\r\n", 4_000, Duration.ofMillis(2));

      assertThat(client.reply().status()).isEqualTo(200);
      assertThat(origin.nextHead()).contains(cookie);
    }
  }

  @Test
  void passesOnALargeHeadOfAReplyWhole() throws IOException {
    String field = "X-Large: " + "abc".repeat(16_000);
    try (ActingOrigin origin =
            ActingOrigin.answering(OK.replace("\r\n\r\n", "\r\n" + field + "\r\n\r\n"));
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (int i = 0; i < 3; i++) {
        RawReply reply = client.get("/");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.fields()).contains(field);
      }
    }
  }

  @Test
  void leavesNoExchangeBehindWhenManyClientsLeave() throws Exception {
    CountDownLatch all = new CountDownLatch(50);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.endsWithin(Wire.PATIENCE);
              all.countDown();
            });
        LiveGateway gateway = LiveGateway.before(origin)) {
      for (int i = 0; i < 50; i++) {
        try (Wire client = gateway.wire()) {
          client.send(GET);
          origin.nextHead();
        }
      }
      assertThat(LiveGateway.await(all)).isTrue();
      assertThat(gateway.drain()).succeedsWithin(Wire.PATIENCE);
    }
  }

  @Test
  void refusesAHeadThatIsTooLarge() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "head: 1KiB", origin);
        RawClient client = gateway.client();
        RawClient endless = gateway.client()) {
      String cookie = "GET / HTTP/1.1\r\nHost: lab.test\r\nCookie: " + "a".repeat(1_500);
      RawReply reply = client.send(cookie + "\r\n\r\n").reply();

      assertThat(reply.status()).isEqualTo(431);
      assertThat(reply.field("connection")).hasValue("close");
      assertThat(endless.send(cookie).reply().status()).isEqualTo(431);
      assertThat(origin.connections()).isZero();
    }
  }
}
