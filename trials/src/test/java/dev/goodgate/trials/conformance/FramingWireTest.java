package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Where messages begin and end, on both sides. */
@Execution(ExecutionMode.CONCURRENT)
class FramingWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n5;a=b\r\npedia\r\n"
          + "0\r\nX-Sum: 9\r\n\r\n";
  private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\nX-Kind: bare\r\n\r\nall of it";

  /** Answers with the target, and the body if there is one. */
  private static void echo(ActingOrigin.Scene scene) throws IOException {
    for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
      String target = head.split(" ", 3)[1];
      String length = value(head, "content-length");
      String body = length.isEmpty() ? "" : scene.wire.exactly(Integer.parseInt(length));
      String answer = target + "=" + body;
      scene.wire.send(
          "HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer);
    }
  }

  private static String value(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: lab.test\r\n\r\n";
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    try (ActingOrigin origin = ActingOrigin.playing(FramingWireTest::echo);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send(
          get("/1")
              + "POST /2 HTTP/1.1\r\nHost: lab.test\r\nContent-Length: 5\r\n\r\nhello"
              + "GET /3 HTTP/1.1\r\nHost: nobody.test\r\n\r\n"
              + get("/4")
              + "HEAD /5 HTTP/1.1\r\nHost: lab.test\r\n\r\n");

      assertThat(client.reply().body()).isEqualTo("/1=");
      assertThat(client.reply().body()).isEqualTo("/2=hello");
      assertThat(client.reply().status()).isEqualTo(404);
      assertThat(client.reply().body()).isEqualTo("/4=");
      assertThat(client.send("").replyToHead().field("content-length")).hasValue("3");
    }
  }

  @Test
  void answersHundredsOfPipelinedRequestsInOrder() throws IOException {
    try (ActingOrigin origin = ActingOrigin.playing(FramingWireTest::echo);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 500; i++) {
        all.append(get("/" + i));
      }
      client.send(all.toString());

      for (int i = 0; i < 500; i++) {
        assertThat(client.reply().body()).isEqualTo("/" + i + "=");
      }
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void pipelinesBehindAChunkedBody() throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.until("0\r\n\r\n");
              scene.wire.send(OK);
              echo(scene);
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send(
          "POST /1 HTTP/1.1\r\nHost: lab.test\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\nabc\r\n0\r\n\r\n"
              + get("/2"));

      assertThat(client.reply().body()).isEqualTo("ok");
      assertThat(client.reply().body()).isEqualTo("/2=");
    }
  }

  @Test
  void letsPassOneEmptyLineBeforeARequest() throws IOException {
    try (ActingOrigin origin = ActingOrigin.playing(FramingWireTest::echo);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send("\r\n" + get("/1") + "\r\n" + get("/2"));

      assertThat(client.reply().body()).isEqualTo("/1=");
      assertThat(client.reply().body()).isEqualTo("/2=");
    }
  }

  @Test
  void sendsNoBodyInAnswerToHead() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (int i = 0; i < 3; i++) {
        RawReply reply = client.send("HEAD / HTTP/1.1\r\nHost: lab.test\r\n\r\n").replyToHead();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("content-length")).hasValue("1000");
      }
      RawReply own = client.send("HEAD / HTTP/1.1\r\nHost: nobody\r\n\r\n").replyToHead();
      assertThat(own.status()).isEqualTo(404);
      assertThat(client.send("GET / HTTP/1.1\r\nHost: nobody\r\n\r\n").reply().status())
          .isEqualTo(404);
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheConnectionAfterRepliesWithoutBody() throws IOException {
    String replies =
        "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
            + "|HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n|"
            + OK;
    String[] each = replies.split("\\|");
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              for (String reply : each) {
                scene.head();
                scene.wire.send(reply);
              }
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply first = client.send(get("/")).reply();
      assertThat(first.status()).isEqualTo(204);
      assertThat(first.field("content-length")).isEmpty();
      RawReply second = client.send(get("/")).reply();
      assertThat(second.status()).isEqualTo(304);
      assertThat(second.field("content-length")).hasValue("99");
      assertThat(client.send(get("/")).reply().body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void passesOnInterimRepliesToHttp11Alone() throws IOException {
    String early = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\nConnection: x\r\n\r\n";
    try (ActingOrigin origin = ActingOrigin.answering(early + OK);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire modern = gateway.wire();
        Wire old = gateway.wire()) {
      modern.send(get("/"));
      assertThat(modern.head()).isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
      assertThat(modern.head()).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(modern.exactly(2)).isEqualTo("ok");

      old.send("GET / HTTP/1.0\r\nHost: lab.test\r\n\r\n");
      String all = old.rest();
      assertThat(all).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nok");
      assertThat(all).doesNotContain("103");
    }
  }

  /** RFC 9110 8.6 and 7.6.1: neither goes on; a length there counts for nothing (RFC 9112 6.3). */
  @Test
  void passesOnInterimRepliesWithoutLengthOrClose() throws IOException {
    String early = "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n";
    try (ActingOrigin origin =
            ActingOrigin.answering(
                early + "Content-Length: 5\r\n\r\n" + early + "Connection: close\r\n\r\n" + OK);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(get("/"));

      assertThat(client.head()).isEqualTo(early + "\r\n");
      assertThat(client.head()).isEqualTo(early + "\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(client.exactly(2)).isEqualTo("ok");
    }
  }

  @Test
  void passesOnInterimRepliesThatComeInPieces() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              for (char each :
                  ("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + OK).toCharArray()) {
                scene.wire.send(String.valueOf(each));
              }
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(get("/"));

      assertThat(client.head()).isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(client.exactly(2)).isEqualTo("ok");
    }
  }

  @Test
  void carriesExpectAndContinueFromEndToEnd() throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              String head = scene.head();
              scene.wire.send("HTTP/1.1 100 Continue\r\n\r\n");
              String body = scene.wire.exactly(5);
              String says = value(head, "expect") + ":" + body;
              scene.wire.send(
                  "HTTP/1.1 200 OK\r\nContent-Length: " + says.length() + "\r\n\r\n" + says);
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: lab.test\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");

      assertThat(client.head()).startsWith("HTTP/1.1 100 Continue\r\n");
      client.send("hello");
      assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(client.exactly(18)).isEqualTo("100-continue:hello");
    }
  }

  @Test
  void passesOnARefusalOfAnExpectation() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply =
          client
              .send(
                  "POST / HTTP/1.1\r\nHost: lab.test\r\nExpect: 100-continue\r\n"
                      + "Content-Length: 5\r\n\r\n")
              .reply();

      assertThat(reply.status()).isEqualTo(417);
      assertThat(reply.field("connection")).hasValue("close");
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void passesOnChunksExtensionsAndTrailersOfAReply() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(CHUNKED);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (int i = 0; i < 2; i++) {
        RawReply reply = client.get("/");

        assertThat(reply.whole()).isTrue();
        assertThat(reply.body()).isEqualTo("wikipedia");
        assertThat(reply.raw()).endsWith("\r\n0\r\nX-Sum: 9\r\n\r\n");
      }
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void passesOnChunksAndTrailersOfARequest() throws IOException, InterruptedException {
    String body = "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX-Sum: 11\r\n\r\n";
    StringBuilder arrived = new StringBuilder();
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              String came = scene.wire.until("0\r\nX-Sum: 11\r\n\r\n");
              synchronized (arrived) {
                arrived.append(came);
              }
              scene.wire.send(OK);
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send("POST / HTTP/1.1\r\nHost: lab.test\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.sendSlowly(body, 3, Duration.ofMillis(1));

      assertThat(client.reply().body()).isEqualTo("ok");
      synchronized (arrived) {
        assertThat(arrived).hasToString(body);
      }
    }
  }

  @Test
  void givesAnOldClientTheBareBodyOfAChunkedReply() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(CHUNKED);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("GET / HTTP/1.0\r\nHost: lab.test\r\nConnection: keep-alive\r\n\r\n");
      String head = client.head();

      assertThat(head).doesNotContainIgnoringCase("transfer-encoding");
      assertThat(head).doesNotContainIgnoringCase("content-length");
      assertThat(head).contains("\r\nConnection: close\r\n");
      assertThat(client.rest()).isEqualTo("wikipedia");
    }
  }

  @Test
  void putsChunksAroundABodyThatEndsWithItsConnection() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(UNTIL_CLOSE);
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (int i = 0; i < 2; i++) {
        RawReply reply = client.get("/");

        assertThat(reply.field("transfer-encoding")).hasValue("chunked");
        assertThat(reply.body()).isEqualTo("all of it");
        assertThat(reply.whole()).isTrue();
      }
    }
  }

  @Test
  void endsTheConnectionOfAnOldClientWithABodyThatEndsSo() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(UNTIL_CLOSE);
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("GET / HTTP/1.0\r\nHost: lab.test\r\n\r\n");

      assertThat(client.rest())
          .doesNotContainIgnoringCase("transfer-encoding")
          .endsWith("\r\n\r\nall of it");
    }
  }

  @Test
  void keepsAnOldClientThatAsksForIt() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      String kept = "GET / HTTP/1.0\r\nHost: lab.test\r\nConnection: Keep-Alive\r\n\r\n";
      for (int i = 0; i < 3; i++) {
        RawReply reply = client.send(kept).reply();
        assertThat(reply.field("connection")).hasValue("keep-alive");
        assertThat(reply.body()).isEqualTo("ok");
        assertThat(origin.nextHead()).startsWith("GET / HTTP/1.1\r\n");
      }
      RawReply last = client.send("GET / HTTP/1.0\r\nHost: lab.test\r\n\r\n").reply();
      assertThat(last.field("connection")).hasValue("close");
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void asksTheEndpointByItsNameForAnOldClientWithoutHost()
      throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send("GET http://LAB.test HTTP/1.0\r\n\r\n");

      assertThat(client.reply().body()).isEqualTo("ok");
      assertThat(origin.nextHead()).startsWith("GET / HTTP/1.1\r\nHost: LAB.test\r\n");
    }
  }

  @Test
  void closesWhenAskedTo() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply =
          client.send("GET / HTTP/1.1\r\nHost: lab.test\r\nConnection: close\r\n\r\n").reply();

      assertThat(reply.field("connection")).hasValue("close");
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void usesNoConnectionAgainThatBringsMoreThanTheAnswer() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              while (!scene.head().isEmpty()) {
                scene.wire.send(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.get("/").body()).isEqualTo("ok");
      }
      assertThat(origin.connections()).isEqualTo(5);
    }
  }

  @Test
  void givesAnOldClientNoCodingInAnswerToHead() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("HEAD / HTTP/1.0\r\nHost: lab.test\r\n\r\n");

      assertThat(client.rest())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .doesNotContainIgnoringCase("transfer-encoding");
    }
  }

  @Test
  void refusesAMalformedChunkInTheMiddleOfARequest() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.rest();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: lab.test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
      client.sendSlowly("zz\r\n", 1, Duration.ofMillis(5));
      RawReply reply = client.reply();

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.field("connection")).hasValue("close");
    }
  }

  @Test
  void putsChunksAroundABodyThatComesAfterItsHead() throws IOException {
    CountDownLatch headArrived = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\n\r\n");
              LiveGateway.await(headArrived);
              scene.wire.send("abc");
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send(get("/"));
      assertThat(client.head()).contains("\r\nTransfer-Encoding: chunked\r\n");
      headArrived.countDown();

      String chunks = "3\r\nabc\r\n0\r\n\r\n";
      assertThat(client.exactly(chunks.length())).isEqualTo(chunks);
    }
  }
}
