package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that two readers could take for different ones. Each is refused, the connection ends,
 * and not a byte of it reaches an endpoint.
 */
@Execution(ExecutionMode.CONCURRENT)
class SmugglingWireTest {
  private static final String INNER = "GET /smuggled HTTP/1.1\r\nHost: lab.test\r\n\r\n";

  static Stream<Map.Entry<String, String>> heads() {
    return Smuggled.heads().entrySet().stream();
  }

  static Stream<Map.Entry<String, String>> bodies() {
    return Smuggled.bodies().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void refusesWhatCouldBeReadInTwoWays(Map.Entry<String, String> request)
      throws IOException, InterruptedException {
    refuses(request.getValue());
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void refusesBodiesThatCouldBeReadInTwoWays(Map.Entry<String, String> request)
      throws IOException, InterruptedException {
    refuses(request.getValue());
  }

  private static void refuses(String request) throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.send(request + INNER).reply();

      assertThat(reply.status()).isIn(400, 501, 505);
      assertThat(reply.field("connection")).hasValue("close");
      assertThat(reply.field("proxy-status").orElse("")).contains("goodgate-cause=request-denied");
      assertThat(client.endsNext()).isTrue();
      assertThat(gateway.line("\"cause\":\"request-denied\"")).isNotEmpty();
      assertThat(origin.connections()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void refusesItByteByByteToo(Map.Entry<String, String> request) throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      try {
        client.sendSlowly(request.getValue(), 1, Duration.ZERO);
      } catch (IOException refusedMeanwhile) {
        // What counts is the answer.
      }
      assertThat(client.reply().status()).isIn(400, 501, 505);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void refusesMethodsThatAreNotForAGateway() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (String start : new String[] {"CONNECT lab.test:443", "TRACE /"}) {
        RawReply reply = client.send(start + " HTTP/1.1\r\nHost: lab.test\r\n\r\n").reply();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.field("allow").orElse("")).contains("GET").doesNotContain("TRACE");
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void answersAnUnknownHostWithAPageThatNamesTheExchange() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply =
          client.send("GET /x HTTP/1.1\r\nHost: nobody.test\r\nAccept: text/html\r\n\r\n").reply();

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.field("content-type")).hasValue("text/html; charset=utf-8");
      assertThat(reply.body()).contains(reply.field("x-request-id").orElseThrow());
      assertThat(reply.field("proxy-status").orElse(""))
          .isEqualTo("goodgate; error=destination_not_found; goodgate-cause=route-not-found");
      assertThat(client.get("/").status()).isEqualTo(200);
    }
  }
}
