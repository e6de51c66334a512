package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events come one by one (server-sent events): each is there before the next is said. */
@Execution(ExecutionMode.CONCURRENT)
class EventStreamWireTest {
  private static final int EVENTS = 20;

  private static String event(int number) {
    return "data: " + number + "\n\n";
  }

  /** Says the next event only when the client has had the one before. */
  private static ActingOrigin saying(String framing, Semaphore had) throws IOException {
    return ActingOrigin.playing(scene -> {
      scene.head();
      scene.wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + framing + "\r\n");
      boolean chunked = !framing.isEmpty();
      for (int i = 0; i < EVENTS; i++) {
        if (!had.tryAcquire(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          return;
        }
        String says = event(i);
        scene.wire.send(
            chunked ? Integer.toHexString(says.length()) + "\r\n" + says + "\r\n" : says);
      }
      scene.wire.send(chunked ? "0\r\n\r\n" : "");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: chunked\r\n", ""})
  void bringsEachEventBeforeTheNextIsSaid(String framing) throws Exception {
    for (String version : new String[] {"1.1", "1.0"}) {
      Semaphore had = new Semaphore(0);
      try (ActingOrigin origin = saying(framing, had);
          LiveGateway gateway = LiveGateway.before(origin);
          Wire client = gateway.wire()) {
        client.send("GET / HTTP/" + version + "\r\nHost: lab.test\r\n\r\n");
        client.head();
        for (int i = 0; i < EVENTS; i++) {
          had.release();
          assertThat(client.until("\n\n")).endsWith(event(i));
        }
        assertThat(client.rest()).isIn("", "\r\n0\r\n\r\n");
      }
    }
  }

  /** {@code timeouts.total} bounds how long a reply takes to begin, not how long it flows. */
  @Test
  void isNotCutForBeingLong() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\n\r\n");
              for (int i = 0; i < 6; i++) {
                assertThat(over.await(100, TimeUnit.MILLISECONDS)).isFalse();
                scene.wire.send(event(i));
              }
            });
        LiveGateway gateway =
            LiveGateway.with(
                "timeouts: { first-byte: 200ms, idle: 5s, total: 200ms }", "", origin);
        Wire client = gateway.wire()) {
      client.send("GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n");
      assertThat(client.rest()).contains(event(0), event(5)).endsWith("\r\n0\r\n\r\n");
    }
  }

  @Test
  void endsAtTheEndpointWhenTheClientLeaves() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
              scene.wire.send(event(0));
              if (scene.wire.endsWithin(Wire.PATIENCE)) {
                gone.countDown();
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n");
      client.until("\n\n");
      client.reset();
      assertThat(LiveGateway.await(gone)).isTrue();
    }
  }
}
