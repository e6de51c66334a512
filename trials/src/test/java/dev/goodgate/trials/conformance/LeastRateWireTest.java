package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who drips is cut though never silent for long; who is slow and honest is not. */
@Execution(ExecutionMode.CONCURRENT)
class LeastRateWireTest {
  private static final String LIMITS = "stall: 2s, least-rate: 400B";
  private static final String TOO_SLOW = "less than limits.least-rate of 400 bytes a second";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Duration BETWEEN = Duration.ofMillis(40);
  private static final String PIECE = "p".repeat(100);

  /** So many drips take half as long again as silence may. */
  private static final int MANY = 75;

  private static final int INITIAL_WINDOW = 4;

  /** One thing done again and again until it fails. */
  private interface Act {
    void once() throws IOException;
  }

  private static void again(int times, Act act) throws IOException {
    for (int i = 0; i < times; i++) {
      act.once();
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private static void againAndAgain(Act act) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            again(10_000, act);
          } catch (IOException cut) {
            // that is what the test waits for
          }
        });
  }

  /** Waits for all of a body, and answers. */
  private static ActingOrigin taking() throws IOException {
    return ActingOrigin.playing(scene -> {
      for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
        if (head.contains("chunked")) {
          scene.wire.until("\r\n0\r\n\r\n");
        } else if (head.startsWith("POST")) {
          scene.wire.exactly(MANY * PIECE.length());
        }
        scene.wire.send(OK);
      }
    });
  }

  private static String post(String id) {
    return "POST / HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: "
        + id
        + "\r\nContent-Length: 7500\r\n\r\n";
  }

  private static Field length() {
    return new Field("content-length", "7500");
  }

  private static Field id(String id) {
    return new Field("x-request-id", id);
  }

  @Test
  void cutsABodyThatDrips() throws Exception {
    try (ActingOrigin origin = taking();
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        RawClient client = gateway.client()) {
      client.send(post("drips"));
      againAndAgain(() -> client.send("d"));

      assertThat(client.reply().status()).isEqualTo(408);
      assertThat(gateway.line("\"id\":\"drips\"")).contains("\"fault\":\"client\"", TOO_SLOW);
    }
  }

  @Test
  void cutsABodyThatDripsIntoABuffer() throws Exception {
    try (ActingOrigin origin = taking();
        LiveGateway gateway =
            LiveGateway.routing(
                "routes: [{ upstream: web, buffer: { request: true } }]\nlimits: { "
                    + LIMITS
                    + " }",
                origin);
        RawClient client = gateway.client()) {
      client.send(post("drips"));
      againAndAgain(() -> client.send("d"));

      assertThat(client.reply().status()).isEqualTo(408);
      assertThat(gateway.line("\"id\":\"drips\"")).contains("\"attempts\":[]", TOO_SLOW);
    }
  }

  @Test
  void letsAClientGoOnThatIsSlowAndHonest() throws Exception {
    try (ActingOrigin origin = taking();
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        RawClient client = gateway.client()) {
      client.send(post("honest"));
      again(MANY, () -> client.send(PIECE));

      assertThat(client.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void asksForNoRateWhereNoneIsWritten() throws Exception {
    try (ActingOrigin origin = taking();
        LiveGateway gateway = LiveGateway.with("", "stall: 2s, least-rate: 0B", origin);
        RawClient client = gateway.client()) {
      client.send(post("drips"));
      again(MANY, () -> client.send("d"));
      client.send("d".repeat(MANY * PIECE.length() - MANY));

      assertThat(client.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void cutsAStreamWhoseBodyDrips() throws Exception {
    try (ActingOrigin origin = taking();
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.post(1, length(), id("known"));
      wire.post(3, id("chunked"));
      againAndAgain(() -> wire.data(1, 0, "d").data(3, 0, "d"));

      assertThat(gateway.line("\"id\":\"known\"")).contains("\"status\":408", TOO_SLOW);
      assertThat(gateway.line("\"id\":\"chunked\"")).contains("\"status\":408", TOO_SLOW);
    }
  }

  @Test
  void letsAStreamGoOnWhoseConnectionIsInUse() throws Exception {
    try (ActingOrigin origin = taking();
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.post(1);
      wire.post(3, length());
      again(MANY, () -> wire.data(1, 0, "d").data(3, 0, PIECE));

      wire.answers(3, "200");
      wire.data(1, Frame.END_STREAM, "d").answers(1, "200");
    }
  }

  @Test
  void letsAStreamOfGrpcSayLittle() throws Exception {
    try (ActingOrigin origin = taking();
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.post(
          1, new Field("content-type", "application/grpc+proto"), new Field("te", "trailers"));
      again(MANY, () -> wire.data(1, 0, "d"));
      wire.data(1, Frame.END_STREAM, "d");

      wire.answers(1, "200");
    }
  }

  @Test
  void cutsAStreamThatTakesItsReplyInDrips() throws Exception {
    String reply = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + PIECE.repeat(50);
    try (ActingOrigin origin = ActingOrigin.answering(reply);
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address(), Frame.setting(INITIAL_WINDOW, 1))) {
      wire.ask(1, Http2Wire.fields(id("sips")));
      againAndAgain(() -> wire.frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(1)));

      wire.answers(1, "200");
      wire.isReset(1, Frame.Code.CANCEL);
      assertThat(gateway.line("\"id\":\"sips\""))
          .contains("\"cause\":\"client-too-slow\"", "\"phase\":\"deliver\"", TOO_SLOW)
          .contains("\"fault\":\"client\"", "\"status\":200");
      assertThat(gateway.failed("sips")).isPresent();
    }
  }

  @Test
  void letsAStreamGoOnThatTakesItsReplySlowlyAndHonestly() throws Exception {
    String reply = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + PIECE.repeat(50);
    try (ActingOrigin origin = ActingOrigin.answering(reply);
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address(), Frame.setting(INITIAL_WINDOW, 1))) {
      wire.get(1);
      againAndAgain(() -> wire.frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(PIECE.length())));

      wire.answers(1, "200");
      assertThat(wire.body(1)).hasSize(5_000);
    }
  }

  @Test
  void cutsAClientThatSipsItsReply() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
              try {
                again(Integer.MAX_VALUE, () -> scene.wire.send(PIECE.repeat(10_000)));
              } finally {
                over.countDown();
              }
            });
        LiveGateway gateway = LiveGateway.with("", "stall: 1s, least-rate: 1MiB", origin);
        Wire client = gateway.narrowWire()) {
      client.send("GET / HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: sips\r\n\r\n");
      againAndAgain(() -> client.exactly(4_000));

      assertThat(LiveGateway.await(over)).isTrue();
      assertThat(gateway.line("\"id\":\"sips\""))
          .contains("\"cause\":\"client-too-slow\"", "\"fault\":\"client\"", "limits.");
    }
  }

  /** The system takes more for it only when much of what it holds has gone: after many seconds. */
  @Test
  void letsAClientGoOnForWhomTheSystemHoldsMuch() throws Exception {
    Assumptions.assumeThat(Transport.chosen(System.getenv()))
        .as("a system that is asked what it holds, which Java's channels cannot")
        .isNotEqualTo(Optional.of(Transport.NIO));
    int length = 16 << 20;
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
              byte[] all = new byte[length];
              scene.wire.send(all, 0, length);
              scene.head();
            });
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        Wire client = gateway.narrowWire()) {
      client.send("GET / HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: steady\r\n\r\n");
      client.head();
      again(MANY, () -> client.exactly(8_000));
      String rest = client.exactly(length - MANY * 8_000);

      assertThat(gateway.line("\"id\":\"steady\""))
          .contains("\"sent\":" + length, "\"status\":200}]");
      assertThat(rest).hasSize(length - MANY * 8_000);
    }
  }

  @Test
  void letsEventsComeSeldom() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
              again(MANY, () -> scene.wire.send("data: 1\n\n"));
            });
        LiveGateway gateway = LiveGateway.with("", LIMITS, origin);
        Wire client = gateway.wire()) {
      client.send("GET / HTTP/1.0\r\nHost: lab.test\r\n\r\n");
      client.head();

      assertThat(client.rest()).isEqualTo("data: 1\n\n".repeat(MANY));
    }
  }

  @Test
  void oneWhoDripsGivesWayThoughItIsNeverSilentForLong() throws Exception {
    try (ActingOrigin origin = taking();
        LiveGateway gateway =
            LiveGateway.with("", "connections: 1, stall: 1m, least-rate: 400B", origin);
        RawClient slow = gateway.client()) {
      slow.send(post("drips"));
      againAndAgain(() -> slow.send("d"));
      PlacesWireTest.letIn(gateway).close();

      assertThat(slow.reply().status()).isEqualTo(408);
      assertThat(gateway.line("\"id\":\"drips\"")).contains("limits.connections of 1 was reached");
    }
  }
}
