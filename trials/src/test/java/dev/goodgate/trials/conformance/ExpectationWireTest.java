package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that send their body only when they are told to go on (RFC 9110 10.1.1). */
@Execution(ExecutionMode.CONCURRENT)
class ExpectationWireTest {
  private static final String HEAD =
      "POST /x HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: e-1\r\n"
          + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final String TIMES = "timeouts: { first-byte: 200ms }";
  private static final String STALL = "stall: 400ms";

  @Test
  void blamesTheEndpointThatNeverSaysToGoOn() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.with(TIMES, STALL, origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.send(HEAD).reply();

      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.field("proxy-status").orElse(""))
          .contains("error=http_response_timeout", "goodgate-cause=expect-100-mismatch");
      assertThat(gateway.line("\"id\":\"e-1\""))
          .contains("\"cause\":\"expect-100-mismatch\"", "\"fault\":\"endpoint\"");
    }
  }

  @Test
  void blamesTheClientThatWasToldToGoOnAndDoesNot() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(CONTINUE);
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.with(TIMES, STALL, origin);
        Wire client = gateway.wire()) {
      client.send(HEAD);
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 100");

      assertThat(client.until("\r\n")).startsWith("HTTP/1.1 408");
      assertThat(gateway.line("\"id\":\"e-1\"")).contains("\"fault\":\"client\"");
    }
  }

  @Test
  void waitsForAClientThatTookItsTimeAndThenForTheAnswer() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(CONTINUE);
              scene.wire.exactly(5);
              scene.wire.send(OK);
            });
        LiveGateway gateway =
            LiveGateway.with("timeouts: { first-byte: 700ms }", "stall: 5s", origin);
        Wire client = gateway.wire()) {
      client.send(HEAD);
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 100");
      assertThat(client.isSilentFor(java.time.Duration.ofMillis(900))).isTrue();
      client.send("hello");

      assertThat(client.until("\r\n")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void passesOnABodyThatCameUnasked() throws Exception {
    try (ActingOrigin origin = readsAll();
        LiveGateway gateway = LiveGateway.with(TIMES, STALL, origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(HEAD + "hello").reply().body()).isEqualTo("ok");
    }
  }

  private static ActingOrigin readsAll() throws IOException {
    return ActingOrigin.playing(scene -> {
      scene.head();
      scene.wire.exactly(5);
      scene.wire.send(OK);
    });
  }
}
