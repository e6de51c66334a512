package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients in HTTP/2 give way as others do, when all places are taken. */
@Execution(ExecutionMode.CONCURRENT)
class Http2PlacesWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** Answers what has no body. */
  private static ActingOrigin answering() throws IOException {
    return ActingOrigin.playing(scene -> {
      for (String head = scene.head(); head.startsWith("GET"); head = scene.head()) {
        scene.wire.send(OK);
      }
      scene.wire.rest();
    });
  }

  @Test
  void anIdleOneAtOnce() throws IOException {
    try (ActingOrigin origin = answering();
        LiveGateway gateway = LiveGateway.with("", "connections: 1", origin);
        Http2Wire idle = Http2Wire.greeted(gateway.address())) {
      idle.get(1).answers(1, "200");
      idle.body(1);
      try (RawClient fresh = gateway.client()) {
        assertThat(fresh.get("/").status()).isEqualTo(200);
        idle.isLeftFor(Frame.Code.NO_ERROR);
      }
    }
  }

  @Test
  void oneOfWhichEachStreamDawdlesAndItIsToldSo() throws Exception {
    try (ActingOrigin origin = answering();
        LiveGateway gateway = LiveGateway.with("", "connections: 1, stall: 1m", origin);
        Http2Wire slow = Http2Wire.greeted(gateway.address())) {
      slow.post(1, new Field("content-length", "9"), new Field("x-request-id", "one"));
      slow.post(3, new Field("content-length", "9"), new Field("x-request-id", "two"));
      slow.data(3, 0, "x");
      origin.nextHead();
      origin.nextHead(); // before that it is an idle one, which gives way at once
      PlacesWireTest.letIn(gateway).close();

      assertThat(gateway.line("\"id\":\"one\"")).contains("\"fault\":\"client\"", "408");
      assertThat(gateway.line("\"id\":\"two\"")).contains("limits.connections of 1 was reached");
      slow.isLeftFor(Frame.Code.NO_ERROR);
    }
  }

  @Test
  void notOneOfWhichAnyStreamIsServed() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              if (scene.head().startsWith("GET")) {
                LiveGateway.await(answer);
                scene.wire.send(OK);
              }
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.with("", "connections: 1, stall: 1m", origin);
        Http2Wire busy = Http2Wire.greeted(gateway.address())) {
      busy.post(1, new Field("content-length", "9"));
      busy.get(3);
      origin.nextHead();
      origin.nextHead();
      long enoughToDawdle = System.nanoTime() + Duration.ofMillis(1_300).toNanos();
      while (System.nanoTime() < enoughToDawdle) {
        try (RawClient fresh = gateway.client()) {
          assertThat(fresh.get("/").status()).isEqualTo(503);
        }
      }
      answer.countDown();
      busy.answers(3, "200");
    }
  }
}
