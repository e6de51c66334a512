package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.http2.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** HTTP/1 clients, endpoints that speak HTTP/2, and every frame between. */
class Http2UpstreamWireTest {
  private static final int MAX_CONCURRENT_STREAMS = 3;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";

  @AutoClose private ActingOrigin origin;
  @AutoClose private LiveGateway gateway;
  private final BlockingQueue<Object> noted = new ArrayBlockingQueue<>(1_000);

  private void play(ActingOrigin.Part part) throws IOException {
    play("", part);
  }

  private void play(String upstream, ActingOrigin.Part part) throws IOException {
    origin = ActingOrigin.playing(part);
    gateway = LiveGateway.with(upstream, "", List.of("h2c://" + origin.address()));
  }

  /** What the endpoint has noted next. */
  private Object noted() throws InterruptedException {
    Object next = noted.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return next == null ? "nothing" : next;
  }

  @Test
  void wordsARequestAsHttp2Does() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      Frame head = part.request();
      noted.add(part.fields(head));
      noted.add(part.body(head));
      part.answer(head.stream(), "well");
      part.next();
    });
    try (Wire client = gateway.wire()) {
      client.send(
          "POST /cart?x=1 HTTP/1.1\r\n"
              + "Host: lab.test\r\n"
              + "X-One: a\r\n"
              + "Connection: X-Hop\r\n"
              + "X-Hop: b\r\n"
              + "Content-Type: application/grpc\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "3\r\n"
              + "abc\r\n"
              + "2\r\n"
              + "de\r\n"
              + "0\r\n"
              + "x-sum: 5\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 200").contains("content-length: 4\r\n");
      assertThat(client.exactly(4)).isEqualTo("well");
    }
    assertThat((List<?>) noted())
        .asString()
        .contains(":method: POST, :scheme: http, :path: /cart?x=1, :authority: lab.test, ")
        .contains("x-one: a", "te: trailers", "x-forwarded-for: 127.0.0.1")
        .doesNotContain("x-hop", "transfer-encoding", "connection", " host: ");
    assertThat(noted()).isEqualTo("abcde[x-sum: 5]");
  }

  @Test
  void carriesManyRequestsOverOneConnection() throws Exception {
    int many = 40;
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      List<Integer> asked = new ArrayList<>();
      while (true) {
        Frame head = part.request();
        noted.add(part.fields(head));
        asked.add(head.stream());
        if (asked.size() == many) { // all of them wait for the last
          for (int each : asked.reversed()) {
            part.answer(each, "stream " + each);
          }
        }
      }
    });
    List<Wire> clients = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      clients.add(gateway.wire().send(GET));
    }
    List<String> bodies = new ArrayList<>();
    for (Wire client : clients) {
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      bodies.add(client.until(" ") + client.exactly(1));
      client.close();
    }
    assertThat(bodies).hasSize(many);
    assertThat(origin.connections()).isEqualTo(1);
  }

  @Test
  void opensAnotherConnectionOnlyWhereOneIsFull() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire, MAX_CONCURRENT_STREAMS, 1);
      Frame head = part.request();
      part.fields(head);
      both.countDown();
      LiveGateway.await(both);
      part.answer(head.stream(), "a");
      part.next(Frame.HEADERS);
    });
    try (Wire one = gateway.wire().send(GET);
        Wire two = gateway.wire().send(GET)) {
      assertThat(one.head()).startsWith("HTTP/1.1 200");
      assertThat(two.head()).startsWith("HTTP/1.1 200");
    }
    assertThat(origin.connections()).isEqualTo(2);
  }

  @Test
  void keepsTheConnectionWhereAClientLeaves() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      noted.add(part.fields(part.request()).getFirst());
      noted.add(part.next(Frame.RST_STREAM).number(0));
      Frame second = part.request();
      part.fields(second);
      part.answer(second.stream(), "still here");
      part.next();
    });
    Wire leaver = gateway.wire().send(GET);
    assertThat(noted()).isEqualTo(":method: GET");
    leaver.reset();
    assertThat(noted()).isEqualTo(8L);
    assertThat(get().body()).isEqualTo("still here");
    assertThat(origin.connections()).isEqualTo(1);
  }

  @Test
  void letsStreamsFinishBelowAGoaway() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      Frame head = part.request();
      part.fields(head);
      if (scene.number == 1) {
        part.send(Frame.goAway(head.stream(), Frame.Code.NO_ERROR));
      }
      part.answer(head.stream(), "from " + scene.number);
      noted.add("answered");
      part.next(Frame.HEADERS);
    });
    assertThat(get().body()).isEqualTo("from 1");
    assertThat(get().body()).isEqualTo("from 2");
  }

  @Test
  void passesInterimRepliesAndTrailersOn() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      Frame head = part.request();
      part.fields(head);
      part.head(head.stream(), false, ":status", "103", "link", "</a>; rel=preload");
      part.head(head.stream(), false, ":status", "200", "content-type", "application/grpc");
      part.data(head.stream(), false, "abc");
      part.head(head.stream(), true, "grpc-status", "0", "grpc-message", "fine");
      part.next();
    });
    try (Wire client = gateway.wire().send(GET)) {
      assertThat(client.head()).startsWith("HTTP/1.1 103").contains("link: </a>; rel=preload");
      assertThat(client.head()).startsWith("HTTP/1.1 200").contains("transfer-encoding: chunked");
      assertThat(client.until("0\r\n")).contains("abc\r\n");
      assertThat(client.until("\r\n\r\n"))
          .isEqualTo("grpc-status: 0\r\ngrpc-message: fine\r\n\r\n");
    }
  }

  @Test
  void waitsForAnEndThatComesByItself() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      for (int i = 0; i < 3; i++) {
        Frame head = part.request();
        part.fields(head);
        part.head(head.stream(), false, ":status", "200", "content-length", "1");
        part.data(head.stream(), false, "x");
        part.data(head.stream(), true, "");
      }
      noted.add(part.seen(Frame.RST_STREAM).isPresent());
      part.next();
    });
    try (RawClient client = gateway.client()) {
      for (int i = 0; i < 3; i++) {
        client.send(GET);
        assertThat(client.reply().body()).isEqualTo("x");
      }
    }
    assertThat(noted()).isEqualTo(false);
    assertThat(origin.connections()).isEqualTo(1);
  }

  @Test
  void answersPingsAndAcknowledgesSettings() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      Frame head = part.request();
      part.fields(head);
      part.send(new Frame(Frame.PING, 0, 0, "12345678"));
      Frame pong = part.next(Frame.PING);
      noted.add(pong.payload() + pong.has(Frame.ACK));
      noted.add(part.count(Frame.SETTINGS));
      part.answer(head.stream(), "x");
      part.next();
    });
    assertThat(get().body()).isEqualTo("x");
    assertThat(noted()).isEqualTo("12345678true");
    assertThat(noted()).isEqualTo(2L);
  }

  @Test
  void sendsNoMoreThanTheWindowAllowsAndGoesOnWhenItIsWidened() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire, INITIAL_WINDOW_SIZE, 10);
      Frame head = part.request();
      part.fields(head);
      StringBuilder body = new StringBuilder();
      while (body.length() < 25) {
        Frame data = part.next(Frame.DATA);
        body.append(data.payload());
        noted.add(body.length());
        if (body.length() % 10 == 0) {
          part.send(Frame.windowUpdate(head.stream(), 10));
        }
      }
      part.answer(head.stream(), body.toString());
      part.next();
    });
    String body = "abcdefghijklmnopqrstuvwxy";
    try (Wire client = gateway.wire()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: lab.test\r\nContent-Length: 25\r\n\r\n" + body.substring(0, 5));
      assertThat(noted()).isEqualTo(5);
      client.send(body.substring(5));
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      assertThat(client.exactly(25)).isEqualTo(body);
    }
  }

  @Test
  void takesALargeReplyNoFasterThanItsClient() throws Exception {
    int size = 8 << 20;
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      Frame head = part.request();
      part.fields(head);
      part.head(head.stream(), false, ":status", "200", "content-length", String.valueOf(size));
      String piece = "x".repeat(16 * 1_024);
      long window = 98_304;
      for (int sent = 0; sent < size; sent += piece.length()) {
        while (window < piece.length()) {
          Frame update = part.next(Frame.WINDOW_UPDATE);
          if (update.stream() == head.stream()) {
            window += update.number(0);
          } else if (window < 0) {
            noted.add("connection");
          }
        }
        window -= piece.length();
        part.data(head.stream(), sent + piece.length() == size, piece);
        noted.offer(sent);
      }
      part.next();
    });
    try (Wire client = gateway.narrowWire().send(GET)) {
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      assertThat(client.exactly(size)).hasSize(size);
    }
  }

  @Test
  void givesNoBodyWhereNoneMayBe() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      for (String status : List.of("200", "204", "304")) {
        Frame head = part.request();
        part.fields(head);
        part.head(head.stream(), true, ":status", status, "etag", "x");
      }
      part.next();
    });
    try (Wire client = gateway.wire()) {
      client.send("HEAD / HTTP/1.1\r\nHost: lab.test\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 200").doesNotContain("content-length");
      client.send(GET);
      assertThat(client.head()).startsWith("HTTP/1.1 204").doesNotContain("content-length");
      client.send(GET);
      assertThat(client.head()).startsWith("HTTP/1.1 304").doesNotContain("content-length");
    }
  }

  @Test
  void saysGoodbyeToAConnectionThatHasBeenIdle() throws Exception {
    play(
        "keep-alive: { idle: 200ms }",
        scene -> {
          Http2Part part = Http2Part.begin(scene.wire);
          Frame head = part.request();
          part.fields(head);
          part.answer(head.stream(), "x");
          noted.add(part.next(Frame.GOAWAY).number(4));
        });
    assertThat(get().body()).isEqualTo("x");
    assertThat(noted()).isEqualTo(0L);
  }

  @Test
  void anEarlyAnswerWithNoErrorStandsThoughTheRequestIsNotWhole() throws Exception {
    play(scene -> {
      Http2Part part = Http2Part.begin(scene.wire);
      Frame head = part.request();
      part.fields(head);
      part.head(head.stream(), true, ":status", "413", "content-length", "0");
      part.send(Frame.rstStream(head.stream(), Frame.Code.NO_ERROR));
      part.next();
    });
    try (Wire client = gateway.wire()) {
      client.send("POST / HTTP/1.1\r\nHost: lab.test\r\nContent-Length: 100000\r\n\r\nabc");
      assertThat(client.head()).startsWith("HTTP/1.1 413");
    }
  }

  private RawReply get() throws IOException {
    try (RawClient client = gateway.client()) {
      client.send(GET);
      return client.reply();
    }
  }
}
