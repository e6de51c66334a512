package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our gateway in front of a real php-fpm. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhpFpmRealTest {
  private static final Map<String, String> SCRIPTS =
      Map.ofEntries(
          Map.entry("index.php", "<?php echo 'index of ', $_SERVER['REQUEST_URI'];"),
          Map.entry("shop/index.php", "<?php echo 'the shop';"),
          Map.entry("echo.php", "<?php echo file_get_contents('php://input');"),
          Map.entry("length.php", "<?php echo $_SERVER['CONTENT_LENGTH'], ' ', count($_POST);"),
          Map.entry("told.php", "<?php foreach ($_SERVER as $k => $v) echo \"$k=$v\\n\";"),
          Map.entry("pid.php", "<?php echo getmypid();"),
          Map.entry("moved.php", "<?php header('Location: /elsewhere');"),
          Map.entry("gone.php", "<?php http_response_code(410); echo 'gone';"),
          Map.entry("sized.php", "<?php header('Content-Length: 5'); echo 'sized';"),
          Map.entry("large.php", "<?php echo str_repeat('0123456789abcdef', 1 << 18);"),
          Map.entry("wrong.php", "<?php error_log('the secret is 42'); throw new Exception('x');"),
          Map.entry("kill.php", "<?php posix_kill(getmypid(), 9);"),
          Map.entry(
              "half.php", "<?php echo str_repeat('h', 500); flush(); posix_kill(getmypid(), 9);"),
          Map.entry("slow.php", "<?php echo 'began'; flush(); sleep(3); echo 'slow';"),
          Map.entry("evil.jpg", "<?php echo 'executed';"));

  private PhpFpm php;
  private LiveGateway gateway;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    php = new PhpFpm(SCRIPTS);
    gateway = before("");
  }

  @AfterAll
  void stop() throws IOException {
    gateway.close();
    php.close();
  }

  private LiveGateway before(String more) {
    String settings = "fastcgi: { root: " + php.root() + more + " }";
    return LiveGateway.with(settings, "", java.util.List.of(php.endpoint()));
  }

  private RawReply get(String target) throws IOException {
    try (RawClient client = gateway.client()) {
      return client.get(target);
    }
  }

  private RawReply ask(String request) throws IOException {
    try (RawClient client = gateway.client()) {
      return client.send(request).reply();
    }
  }

  @Test
  void asksForTheIndexOfAFolder() throws IOException {
    assertThat(get("/").body()).isEqualTo("index of /");
    assertThat(get("/?a=%20b").body()).isEqualTo("index of /?a=%20b");
    assertThat(get("/shop/").body()).isEqualTo("the shop");
  }

  @Test
  void bringsABodyOfAnySizeThereAndBack() throws IOException {
    String body = "x=0123456789abcdef".repeat(40_000);
    RawReply reply =
        ask(
            "POST /echo.php HTTP/1.1\r\nHost: lab.test\r\nContent-Type: text/plain\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(reply.body()).isEqualTo(body);
    assertThat(reply.whole()).isTrue();
  }

  @Test
  void tellsTheLengthOfABodyInChunks() throws IOException {
    String head =
        "POST /length.php HTTP/1.1\r\nHost: lab.test\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    try (RawClient client = gateway.client()) {
      client.sendSlowly(head + "3\r\na=1\r\n4\r\n&b=2\r\n0\r\n\r\n", 9, java.time.Duration.ZERO);
      assertThat(client.reply().body()).isEqualTo("7 2");
    }
    String large = "10000\r\n" + "x".repeat(0x10000) + "\r\n0\r\n\r\n";
    assertThat(ask(head + large).status()).isEqualTo(411);
  }

  @Test
  void tellsAClientThatWaitsToGoOn() throws IOException {
    try (RawClient client = gateway.client()) {
      client.send(
          "POST /echo.php HTTP/1.1\r\nHost: lab.test\r\nExpect: 100-continue\r\n"
              + "Content-Length: 5\r\n\r\n");
      assertThat(client.bytes(25)).startsWith("HTTP/1.1 100 ");
      assertThat(client.send("hello").reply().body()).isEqualTo("hello");
    }
  }

  @Test
  void tellsTheScriptWhatItWasAsked() throws IOException {
    RawReply reply =
        ask(
            "GET /told.php/a%20b/c?q=1 HTTP/1.1\r\nHost: lab.test:81\r\nCookie: a=1\r\n"
                + "Cookie: b=2\r\nAccept: x\r\nAccept: y\r\nProxy: http://evil/\r\n"
                + "X_Real_Name: forged\r\nX-Real-Name: true\r\n\r\n");
    assertThat(reply.body().lines())
        .contains(
            "SCRIPT_FILENAME=" + php.root() + "/told.php",
            "SCRIPT_NAME=/told.php",
            "PATH_INFO=/a b/c",
            "QUERY_STRING=q=1",
            "REQUEST_URI=/told.php/a%20b/c?q=1",
            "DOCUMENT_URI=/told.php/a b/c",
            "DOCUMENT_ROOT=" + php.root(),
            "REQUEST_METHOD=GET",
            "REQUEST_SCHEME=http",
            "SERVER_PROTOCOL=HTTP/1.1",
            "SERVER_NAME=lab.test",
            "SERVER_ADDR=127.0.0.1",
            "SERVER_PORT=" + gateway.address().getPort(),
            "REMOTE_ADDR=127.0.0.1",
            "REDIRECT_STATUS=200",
            "HTTP_HOST=lab.test:81",
            "HTTP_COOKIE=a=1; b=2",
            "HTTP_ACCEPT=x, y",
            "HTTP_X_REAL_NAME=true")
        .noneMatch(line -> line.startsWith("HTTP_PROXY=") || line.startsWith("HTTPS="))
        .anyMatch(line -> line.matches("REMOTE_PORT=[1-9][0-9]*"));
  }

  @Test
  void passesOnStatusesAndLengths() throws IOException {
    assertThat(get("/moved.php").status()).isEqualTo(302);
    assertThat(get("/moved.php").field("Location")).hasValue("/elsewhere");
    assertThat(get("/gone.php").status()).isEqualTo(410);
    assertThat(get("/gone.php").field("Transfer-Encoding")).hasValue("chunked");
    assertThat(get("/sized.php").field("Content-Length")).hasValue("5");
    assertThat(get("/large.php").body()).hasSize(16 << 18);
    assertThat(get("/missing.php").status()).isEqualTo(404);
    try (RawClient client = gateway.client()) {
      client.send("HEAD /gone.php HTTP/1.1\r\nHost: lab.test\r\n\r\n");
      assertThat(client.replyToHead().status()).isEqualTo(410);
      assertThat(client.get("/sized.php").body()).isEqualTo("sized");
    }
  }

  @Test
  void asksOnTheSameConnectionAgain() throws IOException, InterruptedException {
    try (LiveGateway keeping = before("}, keep-alive: { max: 4");
        RawClient client = keeping.client()) {
      String worker = client.get("/pid.php").body();
      for (int i = 0; i < 20; i++) {
        assertThat(client.get("/pid.php").body()).isEqualTo(worker);
      }
      client.send("GET /pid.php HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: again\r\n\r\n");
      assertThat(client.reply().body()).isEqualTo(worker);
      assertThat(keeping.line("\"id\":\"again\"")).contains("\"reused\":true");
    }
  }

  @Test
  void keepsWhatTheScriptSaidOnStderrOutOfTheReply() throws IOException, InterruptedException {
    RawReply reply =
        ask("GET /wrong.php HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: wrong\r\n\r\n");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.raw()).doesNotContain("secret");
    Exchange exchange = gateway.failed("wrong").orElseThrow();
    assertThat(exchange.attempts())
        .extracting(Attempt::aside)
        .singleElement()
        .asString()
        .contains("the secret is 42", "PHP Fatal error:  Uncaught Exception: x");
    assertThat(gateway.line("\"id\":\"wrong\"")).doesNotContain("secret");
  }

  @Test
  void cutsWhatAKilledWorkerLeftUndone() throws IOException {
    assertThat(get("/kill.php").status()).isEqualTo(502);
    RawReply half = get("/half.php");
    assertThat(half.status()).isEqualTo(200);
    assertThat(half.whole()).isFalse();
    assertThat(get("/sized.php").body()).isEqualTo("sized");
  }

  @Test
  void waitsForTheOnlyWorkerNoLongerThanItMay() throws IOException {
    String impatient = ", index: index.php }, timeouts: { first-byte: 300ms, total: 5s";
    try (LiveGateway other = before(impatient);
        RawClient busy = gateway.client();
        RawClient late = other.client()) {
      busy.send("GET /slow.php HTTP/1.1\r\nHost: lab.test\r\nConnection: close\r\n\r\n");
      assertThat(busy.bytes(9)).isEqualTo("HTTP/1.1 ");
      assertThat(late.get("/sized.php").status()).isEqualTo(504);
      assertThat(busy.bytes(10_000)).contains("began").contains("slow");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../index.php",
        "/%2e%2e/index.php",
        "/shop/%2E%2E/index.php",
        "/..%2findex.php",
        "/index.php%00.jpg",
        "/a%0ab.php",
        "/%zz.php",
        "/%4",
        "/./index.php"
      })
  void refusesPathsThatNoScriptIsMeantBy(String path) throws IOException {
    assertThat(get(path).status()).isEqualTo(400);
  }

  @Test
  void neverMakesAScriptOfWhatIsNone() throws IOException {
    assertThat(get("/evil.jpg").body()).doesNotContain("executed");
    assertThat(get("/evil.jpg/x.php").body()).doesNotContain("executed");
    assertThat(get("/evil.jpg/.php").body()).doesNotContain("executed");
  }

  @Test
  void leadsEveryOtherPathToTheFrontController() throws IOException {
    try (LiveGateway other = before(", script: /index.php, params: { APP_ENV: trial }");
        RawClient client = other.client()) {
      assertThat(client.get("/blog/a-post/").body()).isEqualTo("index of /blog/a-post/");
      assertThat(client.get("/shop/index.php").body()).isEqualTo("the shop");
      assertThat(client.get("/told.php").body()).contains("APP_ENV=trial\n");
    }
  }
}
