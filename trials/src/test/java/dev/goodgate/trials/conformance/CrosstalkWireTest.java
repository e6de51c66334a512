package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Many clients at once, some of which leave where it hurts, and endpoints that break where it
 * hurts: whatever happens to one exchange, no byte of it shows up in another.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrosstalkWireTest {
  private static final long SEED = 31;
  private static final int CLIENTS = 24;
  private static final int REQUESTS = 120;

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger whole = new AtomicInteger();

  /** Answers with the token it was asked for, in one of many ways, or breaks on the way. */
  private static void play(ActingOrigin.Scene scene) throws IOException {
    Random random = new Random(SEED + scene.number);
    for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
      String token = head.split(" ", 3)[1].substring(1);
      if (head.startsWith("POST")) {
        scene.wire.exactly(token.length());
      }
      String body = token.repeat(1 + random.nextInt(200));
      String length = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      String chunks =
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(body.length())
              + "\r\n"
              + body
              + "\r\n0\r\n\r\n";
      switch (random.nextInt(12)) {
        case 0 -> {
          scene.wire.send(length.substring(0, random.nextInt(length.length())));
          return;
        }
        case 1 -> {
          scene.wire.send(chunks.substring(0, random.nextInt(chunks.length())));
          scene.wire.reset();
          return;
        }
        case 2 -> scene.wire.send(length + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        case 3 -> {
          scene.wire.send(
              "HTTP/1.1 200 OK\r\nContent-Length: "
                  + body.length()
                  + "\r\nConnection: close\r\n\r\n"
                  + body);
          return;
        }
        case 4, 5, 6 -> scene.wire.send(chunks);
        default -> scene.wire.send(length);
      }
    }
  }

  @Test
  void everyReplyBelongsToItsRequest() throws Exception {
    try (ActingOrigin one = ActingOrigin.playing(CrosstalkWireTest::play);
        ActingOrigin two = ActingOrigin.playing(CrosstalkWireTest::play);
        LiveGateway gateway = LiveGateway.before(one, two)) {
      CountDownLatch done = new CountDownLatch(CLIENTS);
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        Thread.ofVirtual()
            .start(() -> {
              try {
                ask(gateway, number);
              } catch (IOException broken) {
                wrong.add("client " + number + ": " + broken);
              } finally {
                done.countDown();
              }
            });
      }
      done.await();
      assertThat(wrong).as("seed %d", SEED).isEmpty();
      assertThat(whole.get()).isGreaterThan(CLIENTS * REQUESTS / 2);
      assertThat(gateway.drain()).succeedsWithin(Wire.PATIENCE);
    }
  }

  private void ask(LiveGateway gateway, int number) throws IOException {
    Random random = new Random(SEED * 1_000 + number);
    RawClient client = gateway.client();
    for (int i = 0; i < REQUESTS; i++) {
      String token = "<" + number + "-" + i + ">";
      String request =
          random.nextBoolean()
              ? "GET /" + token + " HTTP/1.1\r\nHost: lab.test\r\n\r\n"
              : "POST /"
                  + token
                  + " HTTP/1.1\r\nHost: lab.test\r\nContent-Length: "
                  + token.length()
                  + "\r\n\r\n"
                  + token;
      boolean leaves = random.nextInt(8) == 0;
      if (leaves) {
        client.send(request.substring(0, 1 + random.nextInt(request.length())));
        if (random.nextBoolean()) {
          client.reset();
        }
      } else {
        RawReply reply = client.send(request).reply();
        judge(token, reply);
        leaves = !reply.whole() || reply.field("connection").isPresent();
      }
      if (leaves) {
        client.close();
        client = gateway.client();
      }
    }
    client.close();
  }

  private void judge(String token, RawReply reply) {
    String beyond = reply.body().replace(token, "");
    if (reply.status() == 200 && !(reply.whole() ? beyond.isEmpty() : token.startsWith(beyond))) {
      wrong.add(token + " was answered with " + reply.body());
    }
    if (reply.status() != 200 && reply.status() != 502) {
      wrong.add(token + " was answered with " + reply.statusLine() + reply.completion());
    }
    if (reply.status() == 200 && reply.whole()) {
      whole.incrementAndGet();
    }
  }
}
