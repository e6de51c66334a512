package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who leaves when all places are taken: never the client who has just come, if others dawdle. */
@Execution(ExecutionMode.CONCURRENT)
class PlacesWireTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void anIdleClientGivesWayAndTheIdlestFirst() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "connections: 2", origin);
        RawClient oldest = gateway.client();
        RawClient older = gateway.client()) {
      assertThat(oldest.get("/").status()).isEqualTo(200);
      assertThat(older.get("/").status()).isEqualTo(200);
      try (RawClient fresh = gateway.client()) {
        assertThat(fresh.get("/").status()).isEqualTo(200);
        assertThat(oldest.endsNext()).isTrue();
        assertThat(older.get("/").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aClientWhoIsServedKeepsItsPlace() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              LiveGateway.await(answer);
              scene.wire.send(OK);
            });
        LiveGateway gateway = LiveGateway.with("", "connections: 1", origin);
        RawClient busy = gateway.client().send(GET)) {
      origin.nextHead();
      try (RawClient fresh = gateway.client()) {
        assertThat(fresh.send(GET).reply().status()).isEqualTo(503);
      }
      answer.countDown();
      assertThat(busy.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void clientsWhoDawdleOverTheirHeadsGiveWay() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "connections: 2, head-timeout: 1m", origin);
        RawClient slow = gateway.client();
        RawClient mute = gateway.client()) {
      slow.send("GET / HTTP/1.1\r\nHost: lab.test\r\nX: ");
      mute.send("");
      try (RawClient first = letIn(gateway);
          RawClient second = letIn(gateway)) {
        assertThat(slow.reply().status()).isEqualTo(408);
        assertThat(mute.endsNext()).isTrue();
        assertThat(first.get("/").status()).isEqualTo(200);
        assertThat(second.get("/").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aClientWhoDawdlesOverItsBodyGivesWay() throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              if (scene.head().startsWith("GET")) {
                scene.wire.send(OK);
              }
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.with("", "connections: 1, stall: 1m", origin);
        RawClient slow = gateway.client()) {
      slow.send(
          "POST / HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: slow\r\nContent-Length: 9\r\n\r\nx");
      letIn(gateway).close();
      assertThat(slow.reply().status()).isEqualTo(408);
      assertThat(gateway.line("\"id\":\"slow\""))
          .contains("\"fault\":\"client\"", "limits.connections of 1 was reached");
    }
  }

  /** Asks until there is a place: those who dawdle are given a second. */
  static RawClient letIn(LiveGateway gateway) throws IOException {
    while (true) {
      RawClient fresh = gateway.client();
      if (fresh.send(GET).reply().status() == 200) {
        return fresh;
      }
      fresh.close();
    }
  }
}
