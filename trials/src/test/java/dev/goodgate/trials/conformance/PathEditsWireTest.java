package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths that are not the same on both sides of the gateway. */
@Execution(ExecutionMode.CONCURRENT)
class PathEditsWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String ROUTES =
      """
      routes:
        - { match: { host: strip.test }, upstream: web, path: { strip-prefix: /api } }
        - match: { host: swap.test }
          upstream: web
          path: { strip-prefix: /api, add-prefix: /v2/x }
        - { match: { host: add.test }, upstream: web, path: { add-prefix: /v2 } }
        - { upstream: web }
      """;

  @ParameterizedTest
  @CsvSource({
    "strip.test, /api/a/b?c=/api/, /a/b?c=/api/",
    "strip.test, /api, /",
    "strip.test, /api/, /",
    "strip.test, /api?x, /?x",
    "strip.test, /apix/a, /apix/a",
    "strip.test, /a/api/, /a/api/",
    "strip.test, /API/a, /API/a",
    "strip.test, /, /",
    "strip.test, /api//a, /a",
    "swap.test, /api/a?b, /v2/x/a?b",
    "swap.test, /api, /v2/x",
    "swap.test, /b, /v2/x/b",
    "add.test, /a, /v2/a",
    "add.test, /?q, /v2/?q",
    "any.test, /api/a, /api/a"
  })
  void leadsPathsToTheEndpoint(String host, String asked, String led) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client()) {
      client.send(
          "GET "
              + asked
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nX-Original-Uri: /fake\r\nX-Request-Id: it\r\n\r\n");
      assertThat(client.reply().body()).isEqualTo("ok");

      String head = origin.nextHead();
      assertThat(head).startsWith("GET " + led + " HTTP/1.1\r\n");
      if (!host.equals("any.test")) {
        assertThat(head).contains("\r\nX-Original-Uri: " + asked + "\r\n").doesNotContain("/fake");
      }
      assertThat(head.contains("\r\nX-Forwarded-Prefix: /api\r\n")).isEqualTo(host.startsWith("s"));
      assertThat(gateway.line("\"id\":\"it\"")).contains("\"target\":\"" + asked + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "strip.test, /login, /api/login",
    "strip.test, /, /api/",
    "strip.test, /api/login, /api/login",
    "strip.test, login?x, login?x",
    "strip.test, //evil.test/, //evil.test/",
    "strip.test, https://elsewhere.test/a, https://elsewhere.test/a",
    "strip.test, http://{endpoint}/a?b#c, /api/a?b#c",
    "strip.test, HTTP://{endpoint}, /api/",
    "strip.test, http://{endpoint}//evil.test, http://{endpoint}//evil.test",
    "strip.test, https://Strip.Test/a, https://Strip.Test/api/a",
    "swap.test, /v2/x/a, /api/a",
    "swap.test, /v2/x, /api",
    "swap.test, /v2/xy, /v2/xy",
    "swap.test, /other, /other",
    "add.test, /v2/a, /a",
    "add.test, /v2, /",
    "add.test, /v2//evil.test/, /v2//evil.test/",
    "any.test, /login, /login",
    "any.test, http://{endpoint}/a, /a",
    "any.test, http://{endpoint}?q, /?q",
    "any.test, http://{endpoint}1/a, http://{endpoint}1/a"
  })
  void leadsRedirectsOfTheEndpointBack(String host, String says, String comes) throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              String at = says.replace("{endpoint}", "127.0.0.1:" + scene.wire.port());
              scene.wire.send(
                  "HTTP/1.1 302 Found\r\nX-A: 1\r\nLocation:  "
                      + at
                      + " \r\nX-B: 2\r\nContent-Length: 0\r\n\r\n");
              scene.head();
            });
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client()) {
      client.send("GET /api/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertThat(client.reply().fields())
          .contains("X-A: 1", "X-B: 2")
          .anySatisfy(field ->
              assertThat(field.replaceAll(" +", " ").strip())
                  .isEqualTo("Location: " + comes.replace("{endpoint}", origin.address())));
    }
  }

  @Test
  void leavesAQuestionToTheWholeServerAlone() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client()) {
      client.send("OPTIONS * HTTP/1.1\r\nHost: swap.test\r\n\r\n");

      assertThat(client.reply().status()).isEqualTo(200);
      assertThat(origin.nextHead()).startsWith("OPTIONS * HTTP/1.1\r\n");
    }
  }
}
