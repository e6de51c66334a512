package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a gateway ends, and how it keeps out those who are too many. */
@Execution(ExecutionMode.CONCURRENT)
class DrainWireTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void endsWhatIsUnderWayAndRefusesWhatIsNew() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
                if (head.startsWith("GET /slow ")) {
                  LiveGateway.await(answer);
                }
                scene.wire.send(OK);
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient busy = gateway.client();
        RawClient idle = gateway.client()) {
      busy.send(GET.replace("GET / ", "GET /slow "));
      origin.nextHead();
      CompletableFuture<Void> drained = gateway.drain();

      refused(firstRefused(gateway));
      refused(idle.send(GET).reply());
      assertThat(idle.endsNext()).isTrue();
      assertThat(drained).isNotDone();

      answer.countDown();
      RawReply last = busy.reply();
      assertThat(last.body()).isEqualTo("ok");
      assertThat(last.field("connection")).hasValue("close");
      assertThat(drained).succeedsWithin(Wire.PATIENCE);
    }
  }

  /** The gateway hears of its end on a thread of its own: some may still slip in. */
  private static RawReply firstRefused(LiveGateway gateway) throws IOException {
    for (int i = 0; i < 1_000; i++) {
      try (RawClient late = gateway.client()) {
        RawReply reply = late.send(GET).reply();
        if (reply.status() != 200) {
          return reply;
        }
      }
    }
    throw new AssertionError("it goes on serving");
  }

  private static void refused(RawReply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.field("retry-after")).isPresent();
    assertThat(reply.field("connection")).hasValue("close");
    assertThat(reply.field("proxy-status").orElse("")).contains("goodgate-cause=maintenance-mode");
  }

  @Test
  void isDrainedAtOnceWhenNothingIsUnderWay() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient idle = gateway.client()) {
      idle.get("/");

      assertThat(gateway.drain()).succeedsWithin(Wire.PATIENCE);
    }
  }

  @Test
  void finishesAReplyThatHasBegunWhileItDrains() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
              LiveGateway.await(rest);
              scene.wire.send("1\r\nb\r\n0\r\n\r\n");
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(GET);
      client.until("1\r\na\r\n");
      CompletableFuture<Void> drained = gateway.drain();
      assertThat(client.isSilentFor(Duration.ofMillis(100))).isTrue();
      assertThat(drained).isNotDone();
      rest.countDown();

      String end = "1\r\nb\r\n0\r\n\r\n";
      assertThat(client.until(end)).isEqualTo(end);
      assertThat(drained).succeedsWithin(Wire.PATIENCE);
    }
  }

  @Test
  void answersPipelinedRequestsBehindTheOneUnderWayPolitely() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              if (scene.number == 1) {
                LiveGateway.await(answer);
              }
              scene.wire.send(OK);
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send(GET + GET);
      origin.nextHead();
      CompletableFuture<Void> drained = gateway.drain();
      refused(firstRefused(gateway));
      answer.countDown();

      RawReply first = client.reply();
      assertThat(first.body()).isEqualTo("ok");
      assertThat(first.field("connection")).hasValue("close");
      assertThat(client.endsNext()).isTrue();
      assertThat(drained).succeedsWithin(Wire.PATIENCE);
    }
  }

  @Test
  void refusesClientsThatAreTooMany() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (ActingOrigin origin = answeringAfter(answer);
        LiveGateway gateway = LiveGateway.with("", "connections: 3", origin)) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(gateway.client().send(GET));
        origin.nextHead();
      }
      try (RawClient tooMany = gateway.client()) {
        RawReply reply = tooMany.send(GET).reply();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.field("retry-after")).isPresent();
        assertThat(reply.field("connection")).hasValue("close");
        assertThat(tooMany.endsNext()).isTrue();
      }
      assertThat(gateway.line("\"cause\":\"gateway-connections-exhausted\"")).isNotEmpty();
      answer.countDown();
      for (RawClient client : clients) {
        assertThat(client.reply().status()).isEqualTo(200);
        client.close();
      }
    }
  }

  private static ActingOrigin answeringAfter(CountDownLatch latch) throws IOException {
    return ActingOrigin.playing(scene -> {
      while (!scene.head().isEmpty() && LiveGateway.await(latch)) {
        scene.wire.send(OK);
      }
    });
  }

  @Test
  void countsOnlyThoseItHasLetIn() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (ActingOrigin origin = answeringAfter(answer);
        LiveGateway gateway = LiveGateway.with("", "connections: 1", origin);
        RawClient first = gateway.client()) {
      first.send("GET / HTTP/1.1\r\nHost: lab.test\r\nConnection: close\r\n\r\n");
      origin.nextHead();
      try (RawClient tooMany = gateway.client();
          RawClient another = gateway.client()) {
        assertThat(tooMany.send(GET).reply().status()).isEqualTo(503);
        assertThat(another.send(GET).reply().status()).isEqualTo(503);
        answer.countDown();
        assertThat(first.reply().status()).isEqualTo(200);
        assertThat(first.endsNext()).isTrue();

        try (RawClient next = gateway.client()) {
          assertThat(next.get("/").status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void letsClientsInAgainWhenOthersHaveLeft() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "connections: 1", origin)) {
      for (int i = 0; i < 20; i++) {
        try (RawClient client = gateway.client()) {
          RawReply reply =
              client.send("GET / HTTP/1.1\r\nHost: lab.test\r\nConnection: close\r\n\r\n").reply();
          assertThat(reply.status()).isEqualTo(200);
          assertThat(client.endsNext()).isTrue();
        }
      }
    }
  }

  @Test
  void servesAndDrainsOnEveryLoop() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.onLoops(3, origin)) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        clients.add(gateway.client());
        assertThat(clients.getLast().get("/").body()).isEqualTo("ok");
      }
      for (RawClient client : clients) {
        assertThat(client.get("/").body()).isEqualTo("ok");
      }
      assertThat(origin.connections()).isBetween(2, 3);
      assertThat(gateway.drain()).succeedsWithin(Wire.PATIENCE);
      for (RawClient client : clients) {
        refused(client.send(GET).reply());
        client.close();
      }
    }
  }
}
