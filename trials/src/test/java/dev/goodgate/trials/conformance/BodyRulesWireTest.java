package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How much of a request's body is taken, and when an endpoint is asked. */
@Execution(ExecutionMode.CONCURRENT)
class BodyRulesWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String ROUTES =
      """
      routes:
        - { match: { path: /small }, upstream: web, body-limit: 10B }
        - { match: { path: /held }, upstream: web, buffer: { request: true }, body-limit: 1MiB }
        - { upstream: web }
      """;

  /** Answers when it has read a body of that length, and keeps what it read. */
  private static ActingOrigin reading(int length) throws IOException {
    return ActingOrigin.playing(scene -> {
      while (!scene.head().isEmpty()) {
        scene.wire.exactly(length);
        scene.wire.send(OK);
      }
    });
  }

  private static String post(String path, String framing) {
    return "PUT " + path + " HTTP/1.1\r\nHost: a\r\nX-Request-Id: it\r\n" + framing + "\r\n\r\n";
  }

  @Test
  void refusesABodyThatIsAnnouncedTooLong() throws IOException, InterruptedException {
    try (ActingOrigin origin = reading(10);
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client();
        RawClient fitting = gateway.client()) {
      RawReply reply =
          client.send(post("/small", "Expect: 100-continue\r\nContent-Length: 11")).reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.field("proxy-status").orElseThrow())
          .contains("error=http_request_error", "goodgate-cause=request-too-large-gateway");
      assertThat(reply.field("connection")).hasValue("close");
      assertThat(origin.connections()).isZero();
      assertThat(gateway.line("\"id\":\"it\"")).contains("\"fault\":\"client\"");

      fitting.send(post("/small", "Content-Length: 10") + "0123456789");
      assertThat(fitting.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesABodyThatBecomesTooLong() throws IOException {
    try (ActingOrigin origin = reading(10_000);
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client();
        RawClient atOnce = gateway.client()) {
      client.send(post("/small", "Transfer-Encoding: chunked") + "8\r\n01234567\r\n");
      client.send("3\r\n890\r\n");
      RawReply reply = client.reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.field("connection")).hasValue("close");

      atOnce.send(post("/small", "Transfer-Encoding: chunked") + "b\r\n01234567890\r\n0\r\n\r\n");
      assertThat(atOnce.reply().status()).isEqualTo(413);
    }
  }

  @Test
  void asksNobodyBeforeAHeldRequestIsThere() throws IOException, InterruptedException {
    try (ActingOrigin origin = reading(10);
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client()) {
      client.send(post("/held", "Content-Length: 10") + "01234");
      assertThat(origin.isLeftAloneFor(Duration.ofMillis(100))).isTrue();
      client.send("56789");
      assertThat(client.reply().body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(1);

      client.send(post("/held", "Transfer-Encoding: chunked") + "5\r\n");
      client.send("01234\r\n");
      client.send("0\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
      client.send("0123456789");
      assertThat(client.reply().body()).isEqualTo("ok");
      assertThat(client.reply().body()).isEqualTo("ok");
    }
  }

  @Test
  void sendsAHeldRequestToAnotherEndpointToo() throws IOException, InterruptedException {
    String body = "0123456789".repeat(3_000);
    try (ActingOrigin leaving =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.exactly(body.length());
            });
        ActingOrigin staying = reading(body.length());
        LiveGateway gateway = LiveGateway.routing(ROUTES, leaving, staying);
        RawClient client = gateway.client()) {
      client.send(post("/held", "Content-Length: " + body.length()));
      client.sendSlowly(body, 10_000, Duration.ofMillis(5));

      assertThat(client.reply().body()).isEqualTo("ok");
      assertThat(gateway.line("\"id\":\"it\"")).contains(leaving.address(), staying.address());
    }
  }

  @Test
  void writesDownAClientThatLeavesBeforeItsRequestIsThere() throws Exception {
    try (ActingOrigin origin = reading(10);
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client()) {
      client.send(post("/held", "Content-Length: 10") + "01234");
      client.reset();

      assertThat(gateway.line("\"id\":\"it\""))
          .contains("\"abandoned\"", "\"attempts\":[]", "client-closed");
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void countsNoBodyOfAnEarlierRequestAsOneOfARefusedRequest() throws Exception {
    try (ActingOrigin origin = reading(10);
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client()) {
      client.send(post("/", "Content-Length: 10") + "0123456789");
      assertThat(client.reply().status()).isEqualTo(200);
      assertThat(gateway.line("\"id\":\"it\"")).contains("\"received\":10");

      client.send("GET / HTTP/1.1\r\nBad Name: x\r\n\r\n");
      assertThat(client.reply().status()).isEqualTo(400);
      assertThat(gateway.line("\"status\":400")).contains("\"received\":0");
    }
  }
}
