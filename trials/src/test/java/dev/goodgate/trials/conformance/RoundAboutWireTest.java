package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Requests that come back to the gateway that has sent them on. */
@Execution(ExecutionMode.CONCURRENT)
class RoundAboutWireTest {
  private static final String GET =
      "GET /x HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: r-1\r\nVia: 1.0 before\r\n\r\n";

  /** An endpoint that sends on what it gets to wherever the reference points. */
  private static ActingOrigin sendingOn(AtomicReference<LiveGateway> to) throws IOException {
    return ActingOrigin.playing(scene -> {
      String head = scene.head();
      try (Wire there = to.get().wire()) {
        String answer = there.send(head).until("\r\n\r\n");
        scene.wire.send(answer);
        scene.wire.send(there.exactly(length(answer)));
      }
    });
  }

  private static int length(String head) {
    String after = head.substring(head.indexOf("Content-Length: ") + 16);
    return Integer.parseInt(after.substring(0, after.indexOf('\r')));
  }

  @Test
  void areStoppedAtTheFirstReturn() throws Exception {
    AtomicReference<LiveGateway> round = new AtomicReference<>();
    try (ActingOrigin origin = sendingOn(round);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      round.set(gateway);
      RawReply reply = client.send(GET).reply();

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.field("proxy-status").orElse(""))
          .contains("error=proxy_loop_detected", "goodgate-cause=proxy-loop");
      assertThat(origin.connections()).isEqualTo(1);
      assertThat(gateway.line("\"maker\":\"gateway\"")).contains("\"cause\":\"proxy-loop\"");
      assertThat(gateway.line("\"status\":502}")).contains("\"cause\":\"proxy-loop\"");
    }
  }

  @Test
  void areNotTakenForThoseOfAnotherGatewayOfTheSameName() throws Exception {
    AtomicReference<LiveGateway> inner = new AtomicReference<>();
    try (ActingOrigin last =
            ActingOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        LiveGateway second = LiveGateway.marked(2, last);
        ActingOrigin between = sendingOn(inner);
        LiveGateway first = LiveGateway.before(between);
        RawClient client = first.client()) {
      inner.set(second);

      assertThat(client.send(GET).reply().body()).isEqualTo("ok");
      assertThat(last.nextHead().lines().filter(line -> line.startsWith("Via: ")))
          .hasSize(3)
          .first()
          .isEqualTo("Via: 1.0 before");
    }
  }

  /** Some endpoints do less for whoever comes with Via. */
  @Test
  void areKnownByCdnLoopWhereThePlanSaysSo() throws Exception {
    AtomicReference<LiveGateway> round = new AtomicReference<>();
    try (ActingOrigin origin = sendingOn(round);
        LiveGateway gateway = LiveGateway.before(origin)) {
      round.set(gateway);
      assertThat(
              gateway.turnTo(
                  """
                  loops: 1
                  loop-guard: cdn-loop
                  listeners: [{ address: "127.0.0.1:0" }]
                  routes: [{ upstream: web }]
                  upstreams: { web: { endpoints: ["%s"] } }
                  """
                      .formatted(origin.address())))
          .isEmpty();
      try (RawClient client = gateway.client()) {
        assertThat(client.send(GET).reply().field("proxy-status").orElse(""))
            .contains("goodgate-cause=proxy-loop");
        assertThat(origin.nextHead())
            .contains("Via: 1.0 before\r\n", "\r\nCDN-Loop: goodgate-")
            .doesNotContain("Via: 1.1");
        assertThat(origin.connections()).isEqualTo(1);
      }
    }
  }
}
