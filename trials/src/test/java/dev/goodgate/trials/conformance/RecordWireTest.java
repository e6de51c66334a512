package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down of an exchange: a line always, and all of it where it went wrong. */
@Execution(ExecutionMode.CONCURRENT)
class RecordWireTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  /** What an endpoint sends before it closes, the status that the client sees, and the cause. */
  static Stream<Arguments> failures() {
    String ok = "HTTP/1.1 200 OK\r\n";
    return Stream.of(
        Arguments.of("", 502, "eof-before-response"),
        Arguments.of("HTTP/1.1 20", 502, "eof-in-headers"),
        Arguments.of("SSH-2.0-x\r\n", 502, "response-not-http"),
        Arguments.of("HTTP/1.1 999 X\r\n\r\n", 502, "invalid-status-line"),
        Arguments.of("\u0015\u0003\u0001\0\u0002\u0002\u0046", 502, "plaintext-to-tls-port"),
        Arguments.of(ok + "A b: c\r\n\r\n", 502, "invalid-header-name"),
        Arguments.of(ok + "A: b\0c\r\n\r\n", 502, "invalid-header-value"),
        Arguments.of(ok + "Content-Length: x\r\n\r\n", 502, "invalid-content-length"),
        Arguments.of(
            ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            502,
            "conflicting-content-length"),
        Arguments.of(
            ok + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            502,
            "content-length-and-te"),
        Arguments.of(ok + "Transfer-Encoding: x\r\n\r\n", 502, "unknown-transfer-coding"),
        Arguments.of(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 502, "bad-chunk"),
        Arguments.of(ok + "Content-Length: 9\r\n\r\nabc", 200, "truncated-content-length"),
        Arguments.of(
            ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", 200, "truncated-chunked"),
        Arguments.of(ok + "Content-Length: 1\r\n\r\nab", 200, "excess-body"),
        Arguments.of("HTTP/1.1 204 No\r\n\r\nab", 204, "body-on-bodyless"),
        Arguments.of("HTTP/1.1 101 Switch\r\n\r\n", 502, "unsolicited-101"),
        Arguments.of("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", 500, "upstream-app-error"),
        Arguments.of("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", 503, "upstream-self-503"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void writesDownWhyAnExchangeWentWrong(String sends, int status, String cause) throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(sends);
              scene.wire.finishSending();
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send("GET /why?x HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: why\r\n\r\n");
      assertThat(client.reply().status()).isEqualTo(status);

      assertThat(gateway.line("\"id\":\"why\""))
          .contains(
              "\"status\":" + status,
              "\"cause\":\"" + cause + "\"",
              "\"target\":\"/why?x\"",
              "\"endpoint\":\"" + origin.address() + "\"");
      Exchange exchange = gateway.failed("why").orElseThrow();
      assertThat(exchange.cause()).hasValue(cause);
      assertThat(CATALOGUE.find(CauseId.of(cause))).isPresent();
      assertThat(exchange.attempts()).hasSize(1);
      assertThat(exchange.request().target()).isEqualTo("/why?x");
      assertThat(exchange.upstream()).hasValue("web");
    }
  }

  @Test
  void writesALineOfAnExchangeThatWentWell() throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 201 Made\r\nContent-Length: 3\r\n\r\nabc");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send(
          "POST /a\"b HTTP/1.1\r\nHost: Lab.Test:80\r\nUser-Agent: x\"\u00e9\\\r\n"
              + "X-Request-Id: well\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(client.reply().status()).isEqualTo(201);

      String line = gateway.line("\"id\":\"well\"");
      assertThat(line)
          .contains(
              "\"method\":\"POST\"",
              "\"target\":\"/a\\\"b\"",
              "\"host\":\"Lab.Test:80\"",
              "\"status\":201",
              "\"received\":5",
              "\"sent\":3",
              "\"client\":\"127.0.0.1\"",
              "\"upstream\":\"web\"");
      assertThat(line).doesNotContain("\"cause\"").contains("x\\\"").matches("\\P{Cntrl}*");
      assertThat(gateway.failed("well")).isEmpty();
    }
  }

  @Test
  void writesALineOfARequestThatCouldNotBeRead() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering("");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      String id =
          client.send("\u0016\u0003\u0001 hello\r\n").reply().field("x-request-id").orElseThrow();

      assertThat(gateway.line("\"id\":\"" + id + "\""))
          .contains("\"status\":400", "\"cause\":\"request-denied\"", "\"fault\":\"client\"")
          .matches("\\P{Cntrl}*");
    }
  }

  @Test
  void keepsWhyOfARouteThatIsNotThere() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering("");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      String id =
          client
              .send("GET /x HTTP/1.1\r\nHost: nobody\r\n\r\n")
              .reply()
              .field("x-request-id")
              .orElseThrow();

      Exchange exchange = gateway.failed(id).orElseThrow();
      assertThat(exchange.cause()).hasValue("route-not-found");
      assertThat(exchange.attempts()).isEmpty();
      assertThat(exchange.route()).isEmpty();
    }
  }
}
