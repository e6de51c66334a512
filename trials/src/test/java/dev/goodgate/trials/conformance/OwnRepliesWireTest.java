package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replies that the plan gives, without any endpoint. */
@Execution(ExecutionMode.CONCURRENT)
class OwnRepliesWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String ROUTES =
      """
      routes:
        - match: { path: /old/ }
          redirect: { to: "https://{host}{uri}" }
        - match: { path: /moved }
          redirect: { to: "/new{query}", status: 302 }
        - match: { path: /full }
          redirect: { to: "{scheme}://{authority}{path}?m={method}&id={request-id}&c={client}" }
        - match: { path: /robots.txt }
          reply: { body: "User-agent: *\\nDisallow: /\\n" }
        - match: { path: /none }
          reply: { status: 204 }
        - match: { path: /broken }
          reply: { status: 503, body: "<p>later", content-type: text/html }
        - match: { method: [PURGE], header: { X-Key: s3 } }
          reply: { status: 202 }
        - upstream: web
      """
          .replace("{scheme}://", "http://");

  private static LiveGateway gateway(ActingOrigin origin) {
    return LiveGateway.routing(ROUTES, origin);
  }

  private static RawReply ask(RawClient client, String target) throws IOException {
    return client.send("GET " + target + " HTTP/1.1\r\nHost: Shop.test:81\r\n\r\n").reply();
  }

  @Test
  void redirectsWithTheBlanksFilled() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      RawReply reply = ask(client, "/old/a?b=%20");
      assertThat(reply.statusLine()).isEqualTo("HTTP/1.1 308 Permanent Redirect");
      assertThat(reply.field("location")).hasValue("https://Shop.test/old/a?b=%20");
      assertThat(reply.field("content-length")).hasValue("0");
      assertThat(reply.field("proxy-status")).isEmpty();

      assertThat(ask(client, "/moved?x=1&y").field("location")).hasValue("/new?x=1&y");
      assertThat(ask(client, "/moved").field("location")).hasValue("/new");
      client.send(
          "GET http://[::1]:99/full HTTP/1.0\r\n"
              + "X-Request-Id: a-1\r\n"
              + "Connection: keep-alive\r\n\r\n");
      assertThat(client.reply().field("location"))
          .hasValue("http://[::1]:99/full?m=GET&id=a-1&c=127.0.0.1");
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void answersByItselfAndKeepsTheConnection() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      RawReply robots = ask(client, "/robots.txt");
      assertThat(robots.body()).isEqualTo("User-agent: *\nDisallow: /\n");
      assertThat(robots.field("content-type")).hasValue("text/plain; charset=utf-8");
      assertThat(robots.field("x-request-id")).isPresent();

      RawReply head = client.send("HEAD /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n").replyToHead();
      assertThat(head.field("content-length")).hasValue("26");

      RawReply none = ask(client, "/none");
      assertThat(none.status()).isEqualTo(204);
      assertThat(none.field("content-length")).isEmpty();
      RawReply broken = ask(client, "/broken");
      assertThat(broken.status()).isEqualTo(503);
      assertThat(broken.field("content-type")).hasValue("text/html");
      assertThat(ask(client, "/else").body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void choosesByMethodAndFieldToo() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      String purge = "PURGE / HTTP/1.1\r\nHost: a\r\nx-key: s3\r\n\r\n";
      assertThat(client.send(purge).reply().status()).isEqualTo(202);
      assertThat(client.send(purge.replace("s3", "s4")).reply().status()).isEqualTo(200);
      assertThat(client.send(purge.replace("PURGE", "GET")).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void takesTheBodyOfARequestThatItAnswersByItself() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(origin);
        RawClient whole = gateway.client();
        RawClient slow = gateway.client()) {
      String post = "POST /robots.txt HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
      whole.send(post + "hello");
      assertThat(whole.reply().status()).isEqualTo(200);
      assertThat(ask(whole, "/robots.txt").status()).isEqualTo(200);

      RawReply early = slow.send(post).reply();
      assertThat(early.status()).isEqualTo(200);
      assertThat(early.field("connection")).hasValue("close");
      slow.send("hello");
      slow.finishSending();
      assertThat(slow.endsNext()).isTrue();
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void saysInTheRecordThatTheGatewayAnswered() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      client.send("GET /broken HTTP/1.1\r\nHost: a\r\nX-Request-Id: own\r\n\r\n").reply();

      assertThat(gateway.line("\"id\":\"own\""))
          .contains(
              "\"status\":503",
              "\"sent\":8",
              "\"route\":\"/broken\"",
              "\"maker\":\"gateway\",\"attempts\":[]}")
          .doesNotContain("\"cause\"", "\"upstream\"");
      assertThat(gateway.failed("own")).isEmpty();
    }
  }
}
