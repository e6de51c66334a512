package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.http2.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints within TLS choose the version of HTTP, and may choose another one the next time. */
class AgreedProtocolWireTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";
  private static final int CROWD = 30;

  @AutoClose private ActingOrigin origin;
  @AutoClose private LiveGateway gateway;
  private final Queue<List<String>> offers = new ConcurrentLinkedQueue<>();

  private void play(ChoosingTls.Choice choice, ActingOrigin.Part part) throws Exception {
    play("", "", choice, part);
  }

  private void play(String tls, String upstream, ChoosingTls.Choice choice, ActingOrigin.Part part)
      throws Exception {
    origin =
        ActingOrigin.secured(
            (connection, offered) -> {
              offers.add(offered);
              return choice.of(connection, offered);
            },
            part);
    gateway =
        LiveGateway.with(
            "tls: { verify: false%s }%s".formatted(tls, upstream),
            "",
            List.of("https://" + origin.address()));
  }

  /** What the client would have most. */
  private static String first(int connection, List<String> offered) {
    return offered.getFirst();
  }

  /** Answers every request, in whatever was agreed on, with the number of its connection. */
  private static void answer(ActingOrigin.Scene scene) throws IOException {
    if (scene.protocol.equals("h2")) {
      answerInHttp2(scene, Integer.MAX_VALUE);
    } else {
      while (!scene.head().isEmpty()) {
        scene.wire.send(reply("", scene.number));
      }
    }
  }

  private static void answerInHttp2(ActingOrigin.Scene scene, int most) throws IOException {
    Http2Part part = Http2Part.begin(scene.wire);
    for (int i = 0; i < most; i++) {
      Frame head = part.request();
      part.fields(head);
      if (i + 1 == most) {
        part.send(Frame.goAway(head.stream(), Frame.Code.NO_ERROR));
      }
      part.answer(head.stream(), "h2 " + scene.number);
    }
  }

  private static String reply(String fields, int connection) {
    String body = "h1 " + connection;
    return "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(fields, body.length(), body);
  }

  @Test
  void aCrowdSharesTheFirstConnectionOfAnEndpointThatChoosesHttp2() throws Exception {
    play(
        AgreedProtocolWireTest::first,
        scene -> {
          Http2Part part = Http2Part.begin(scene.wire);
          for (int asked = 1; asked <= CROWD; asked++) {
            part.fields(part.request());
          }
          for (int each = 0; each < CROWD; each++) {
            part.answer(2 * each + 1, scene.protocol);
          }
          part.next(Frame.HEADERS);
        });
    assertThat(crowd()).containsOnly("h2");
    assertThat(origin.connections()).isEqualTo(1);
    assertThat(gateway.connections())
        .satisfies(now -> assertThat(List.of(now.busy(), now.idle())).containsExactly(0, 1));
    assertThat(offers).containsExactly(List.of("h2", "http/1.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", ""})
  void aCrowdIsServedAtOnceByAnEndpointThatTakesOneExchangeAtATime(String chosen) throws Exception {
    CountDownLatch asked = new CountDownLatch(CROWD);
    play(
        (_, _) -> chosen,
        scene -> {
          scene.head();
          asked.countDown();
          scene.wire.send(reply(LiveGateway.await(asked) ? "" : "X-Alone: 1\r\n", 0));
          scene.head();
        });
    assertThat(crowd()).containsOnly("h1 0");
    assertThat(asked.getCount()).isZero();
    assertThat(origin.connections()).isEqualTo(CROWD);
  }

  @Test
  void nobodyWaitsForTheHandshakeOfAnotherWhereTheEndpointChoseHttp1() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch served = new CountDownLatch(1);
    play(
        (connection, _) -> {
          if (connection == 2) {
            begun.countDown();
            LiveGateway.await(served);
          }
          return "http/1.1";
        },
        scene -> {
          scene.head();
          scene.wire.send(reply("Connection: close\r\n", scene.number));
        });
    assertThat(get()).isEqualTo("h1 1");
    try (Wire stalled = gateway.wire().send(GET)) {
      assertThat(LiveGateway.await(begun)).isTrue();
      assertThat(get()).isEqualTo("h1 3");
      served.countDown();
      assertThat(stalled.head()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aHandshakeThatHangsDoesNotHoldUpThoseWhoComeLater() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    play(
        "",
        ", timeouts: { connect: 300ms }",
        (connection, offered) -> {
          if (connection == 1) {
            LiveGateway.await(over);
          }
          return offered.getFirst();
        },
        AgreedProtocolWireTest::answer);
    try (Wire first = gateway.wire().send(GET);
        Wire second = gateway.wire().send(GET)) {
      assertThat(first.head()).startsWith("HTTP/1.1 504").contains("tls-handshake-timeout");
      assertThat(second.head()).startsWith("HTTP/1.1 504").contains("tls-handshake-timeout");
    }
    assertThat(get()).isEqualTo("h2 2");
    over.countDown();
  }

  @Test
  void followsAnEndpointThatChoosesAnotherVersionThanBefore() throws Exception {
    play(
        (connection, _) -> connection % 2 == 1 ? "http/1.1" : "h2",
        scene -> {
          if (scene.protocol.equals("h2")) {
            answerInHttp2(scene, 2);
          } else {
            scene.head();
            scene.wire.send(reply("Connection: close\r\n", scene.number));
          }
        });
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      answers.add(get());
    }
    assertThat(answers).containsExactly("h1 1", "h2 2", "h2 2", "h1 3", "h2 4", "h2 4", "h1 5");
  }

  @Test
  void asksInHttp1WhereAnotherProtocolIsToFollow() throws Exception {
    play(
        AgreedProtocolWireTest::first,
        scene -> {
          if (scene.protocol.equals("h2")) {
            answer(scene);
          } else {
            scene.head();
            scene.wire.send(
                "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: chat\r\n\r\nhello");
            scene.wire.rest();
          }
        });
    assertThat(get()).isEqualTo("h2 1");
    try (Wire client = gateway.wire()) {
      client.send(GET.replace("\r\n\r\n", "\r\nConnection: upgrade\r\nUpgrade: chat\r\n\r\n"));
      assertThat(client.head()).startsWith("HTTP/1.1 101");
      assertThat(client.exactly(5)).isEqualTo("hello");
      assertThat(get()).isEqualTo("h2 1");
    }
    assertThat(offers).containsExactly(List.of("h2", "http/1.1"), List.of("http/1.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {", http2: false }", " }, keep-alive: { max: 0 }", " }, keep-alive: { idle: 0s }"})
  void offersHttp2OnlyWhereConnectionsMayBeShared(String settings) throws Exception {
    String upstream = settings.substring(settings.indexOf('}') + 1);
    play(
        settings.substring(0, settings.indexOf(" }")),
        upstream,
        AgreedProtocolWireTest::first,
        AgreedProtocolWireTest::answer);
    assertThat(get()).isEqualTo("h1 1");
    assertThat(offers).containsExactly(List.of("http/1.1"));
  }

  @Test
  void anExchangeThatIsUnderWayStaysWithTheOldPlan() throws Exception {
    CountDownLatch turned = new CountDownLatch(1);
    play(
        AgreedProtocolWireTest::first,
        scene -> {
          if (scene.number == 1) {
            Http2Part part = Http2Part.begin(scene.wire);
            Frame head = part.request();
            part.fields(head);
            part.head(head.stream(), false, ":status", "200", "content-length", "5");
            LiveGateway.await(turned);
            part.data(head.stream(), true, "h2 " + scene.number + "!");
            part.next(Frame.GOAWAY);
          } else {
            answer(scene);
          }
        });
    try (Wire client = gateway.wire().send(GET)) {
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      assertThat(gateway.turnTo(plan(", http2: false"))).isEmpty();
      assertThat(get()).isEqualTo("h1 2");
      turned.countDown();
      assertThat(client.exactly(5)).isEqualTo("h2 1!");
    }
  }

  private String plan(String tls) {
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0" }]
    routes: [{ upstream: web }]
    upstreams: { web: { endpoints: ["https://%s"], tls: { verify: false%s } } }
    """
        .formatted(origin.address(), tls);
  }

  /** The bodies of the answers to as many who ask at the same time. */
  private List<String> crowd() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      clients.add(gateway.client());
    }
    for (RawClient each : clients) {
      each.send(GET);
    }
    List<String> bodies = new ArrayList<>();
    for (RawClient each : clients) {
      bodies.add(each.reply().body());
      each.close();
    }
    return bodies;
  }

  private String get() throws IOException {
    try (RawClient client = gateway.client()) {
      RawReply reply = client.send(GET).reply();
      return reply.body();
    }
  }
}
