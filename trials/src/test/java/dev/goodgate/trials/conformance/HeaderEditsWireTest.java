package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields that a plan sets, adds and removes. */
@Execution(ExecutionMode.CONCURRENT)
class HeaderEditsWireTest {
  private static final String ROUTES =
      """
      routes:
        - match: { path: /own }
          reply: { body: x }
          headers: { reply: { set: { Content-Type: text/css, X-Own: "{path}" } } }
        - match: { path: /plain }
          upstream: web
          headers: { reply: { remove: [X-Frame-Options] } }
        - match: { host: shop.test }
          upstream: web
          headers:
            request:
              set: { X-Who: "{client} asks {host} for {uri}", Cookie: none, X-Brace: "{{}}" }
              add: { Accept-Language: de }
              remove: [Authorization, User-Agent]
            reply:
              set: { Server: gate, X-Id: "{request-id}" }
              add: { Vary: Accept }
              remove: [x-powered-by, Date]
      headers:
        reply: { set: { X-Frame-Options: DENY } }
      """;
  private static final String REPLY =
      "HTTP/1.1 200 OK\r\n"
          + "Server: Apache\r\n"
          + "X-Powered-By: PHP\r\n"
          + "X-POWERED-BY: 2\r\n"
          + "Vary: Cookie\r\n"
          + "Date: x\r\n"
          + "X-Powered: kept\r\n"
          + "Content-Length: 2\r\n\r\n"
          + "ok";

  private static LiveGateway gateway(ActingOrigin origin) {
    return LiveGateway.routing(ROUTES, origin);
  }

  @Test
  void changesRequests() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(REPLY);
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      client.send(
          "GET /a?b HTTP/1.1\r\n"
              + "Host: shop.test:80\r\n"
              + "Cookie: a=b\r\n"
              + "cookie: c\r\n"
              + "X-Who: me\r\n"
              + "X_Who: me\r\n"
              + "x_WHO: me\r\n"
              + "AUTHORIZATION: Basic x\r\n"
              + "Accept-Language: en\r\n"
              + "User-Agent: u\r\n"
              + "X-Last: 1\r\n\r\n");
      assertThat(client.reply().body()).isEqualTo("ok");

      assertThat(origin.nextHead())
          .contains(
              "\r\nX-Who: 127.0.0.1 asks shop.test for /a?b\r\n",
              "\r\nCookie: none\r\n",
              "\r\nX-Brace: {}\r\n",
              "\r\nAccept-Language: en\r\n",
              "\r\nAccept-Language: de\r\n",
              "\r\nX-Last: 1\r\n")
          .doesNotContain("a=b", "cookie: c", "Who: me", "WHO: me", "Basic", "User-Agent")
          .startsWith("GET /a?b HTTP/1.1\r\nHost: shop.test:80\r\n");
    }
  }

  @Test
  void changesReplies() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(REPLY);
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      client.send("GET / HTTP/1.1\r\nHost: shop.test\r\nX-Request-Id: me\r\n\r\n");
      RawReply reply = client.reply();

      assertThat(reply.all("server")).containsExactly("gate");
      assertThat(reply.all("x-id")).containsExactly("me");
      assertThat(reply.all("vary")).containsExactly("Cookie", "Accept");
      assertThat(reply.all("x-powered-by")).isEmpty();
      assertThat(reply.all("date")).isEmpty();
      assertThat(reply.all("x-powered")).containsExactly("kept");
      assertThat(reply.all("x-frame-options")).containsExactly("DENY");
      assertThat(reply.body()).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"set: { Date: now }", "add: { date: now }", "remove: [Date]"})
  void letsAPlanHaveItsOwnMindAboutTheDate(String edit) throws IOException {
    String routes = "routes: [{ upstream: web, headers: { reply: { %s } } }]".formatted(edit);
    try (ActingOrigin origin = ActingOrigin.answering("HTTP/1.1 204 No Content\r\n\r\n");
        LiveGateway gateway = LiveGateway.routing(routes, origin);
        RawClient client = gateway.client()) {
      List<String> due = edit.startsWith("remove") ? List.of() : List.of("now");

      assertThat(client.get("/").all("date")).isEqualTo(due);
    }
  }

  @Test
  void aRoutesOwnWordCountsMoreThanThePlans() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(REPLY);
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.get("/plain");

      assertThat(reply.all("x-frame-options")).isEmpty();
      assertThat(reply.all("server")).containsExactly("Apache");
    }
  }

  @Test
  void addsToRepliesOfItsOwnWhatTheyDoNotSay() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(REPLY);
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      RawReply given = client.get("/own");
      assertThat(given.all("content-type")).containsExactly("text/plain; charset=utf-8");
      assertThat(given.all("x-own")).containsExactly("/own");
      assertThat(given.all("x-frame-options")).containsExactly("DENY");

      RawReply noRoute = client.get("/nowhere");
      assertThat(noRoute.status()).isEqualTo(404);
      assertThat(noRoute.all("x-frame-options")).containsExactly("DENY");
      assertThat(client.send("\0\r\n").reply().all("x-frame-options")).containsExactly("DENY");
    }
  }
}
