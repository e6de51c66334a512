package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, what never is. */
@Execution(ExecutionMode.CONCURRENT)
class RetryWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Duration A_WHILE = Duration.ofMillis(100);

  private static String request(String method, String body) {
    return method
        + " /x HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: r-"
        + method
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** Its first connection answers once and closes on the next request; later ones are sound. */
  private static ActingOrigin racing(boolean resets) throws IOException {
    return ActingOrigin.playing(scene -> {
      scene.head();
      scene.wire.send(OK);
      if (scene.number == 1) {
        scene.head();
        if (resets) {
          scene.wire.reset();
        }
        return;
      }
      while (!scene.head().isEmpty()) {
        scene.wire.send(OK);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void repeatsAGetWhoseKeptConnectionWasClosed(boolean resets) throws Exception {
    try (ActingOrigin origin = racing(resets);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(request("GET", "")).reply().body()).isEqualTo("ok");
      assertThat(client.send(request("GET", "")).reply().body()).isEqualTo("ok");

      assertThat(origin.connections()).isEqualTo(2);
      assertThat(origin.headsLeft()).isEqualTo(3);
      assertThat(gateway.line("\"reused\":true")).contains("\"cause\":", "\"reused\":false");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRowOfDeadConnectionsCostsOneAttempt(boolean resets) throws Exception {
    try (ActingOrigin one = racing(resets);
        ActingOrigin two = racing(resets);
        LiveGateway gateway = LiveGateway.with("retry: { attempts: 2 }", "", one, two);
        RawClient client = gateway.client()) {
      client.send(request("GET", "")).reply();
      client.send(request("GET", "")).reply();
      assertThat(one.connections() + two.connections()).as("kept at each endpoint").isEqualTo(2);

      assertThat(client.send(request("GET", "")).reply().body()).isEqualTo("ok");
      assertThat(one.connections() + two.connections()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "HEAD"})
  void repeatsWhatMayBeDoneTwice(String method) throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              if (scene.number == 2) {
                scene.wire.send("HTTP/1.1 204 No Content\r\n\r\n");
                scene.head();
              }
            });
        LiveGateway gateway = LiveGateway.before(origin, origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(request(method, "")).reply().status()).isEqualTo(204);
      assertThat(origin.connections()).isEqualTo(2);
      assertThat(origin.nextHead()).startsWith(method);
      assertThat(origin.nextHead()).startsWith(method);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "LOCK"})
  void sendsNothingTwiceThatMustNotBeDoneTwice(String method) throws Exception {
    try (ActingOrigin origin = racing(false);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(request("GET", "")).reply().body()).isEqualTo("ok");
      assertThat(origin.nextHead()).startsWith("GET");
      RawReply reply = client.send(request(method, "a=b")).reply();

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.field("proxy-status").orElse("")).contains("goodgate-cause=keepalive-race");
      assertThat(origin.nextHead()).startsWith(method);
      assertThat(origin.isLeftAloneFor(A_WHILE)).isTrue();
    }
  }

  @Test
  void sendsAnythingOnThatAnEndpointRefusedToTake() throws Exception {
    try (Socket gone = new Socket();
        ActingOrigin there = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("", "", List.of(bound(gone), there.address()));
        RawClient client = gateway.client()) {
      for (int i = 0; i < 6; i++) {
        assertThat(client.send(request("POST", "")).reply().body()).isEqualTo("ok");
      }
      assertThat(there.headsLeft()).isEqualTo(6);
      assertThat(gateway.line("conn")).contains("\"symptom\":\"refused\"", "\"cause\":");
    }
  }

  /** A port that is bound and not listened at refuses, and nobody else can take it. */
  private static String bound(Socket socket) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Test
  void sendsTheWholeBodyAgainToAnotherEndpoint() throws Exception {
    String body = "body ".repeat(1_000);
    try (ActingOrigin first =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.exactly(body.length());
            });
        ActingOrigin second =
            ActingOrigin.playing(scene -> {
              scene.head();
              String came = scene.wire.exactly(body.length());
              scene.wire.send(
                  "HTTP/1.1 200 OK\r\nContent-Length: " + came.length() + "\r\n\r\n" + came);
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(first, second);
        RawClient client = gateway.client()) {
      RawReply reply = client.send(request("PUT", body)).reply();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo(body);
    }
  }

  @Test
  void triesNoMoreOftenThanThePlanAllows() throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(ActingOrigin.Scene::head);
        LiveGateway gateway =
            LiveGateway.with("retry: { attempts: 2 }", "", origin, origin, origin, origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(request("GET", "")).reply().status()).isEqualTo(502);
      assertThat(origin.connections()).isEqualTo(2);
      assertThat(origin.headsLeft()).isEqualTo(2);
    }
  }

  @Test
  void triesNothingAgainOnceAReplyHasBegun() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            });
        LiveGateway gateway = LiveGateway.before(origin, origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.send(request("GET", "")).reply();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.whole()).isFalse();
      assertThat(reply.body()).isEqualTo("abc");
      assertThat(origin.connections()).isEqualTo(1);
      assertThat(gateway.line("\"id\":\"r-GET\""))
          .contains("\"cause\":\"truncated-content-length\"", "\"whole\":false");
    }
  }

  @Test
  void triesNothingAgainOnceAPartOfAnAnswerHasCome() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-");
            });
        LiveGateway gateway = LiveGateway.before(origin, origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(request("GET", "")).reply().status()).isEqualTo(502);
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void doesNotWaitForAReplyBeyondTheTotal() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.rest();
            });
        LiveGateway gateway =
            LiveGateway.with(
                "timeouts: { connect: 300ms, first-byte: 200ms, total: 300ms }",
                "",
                origin,
                origin,
                origin);
        RawClient client = gateway.client()) {
      long began = System.nanoTime();
      RawReply reply = client.send(request("GET", "")).reply();
      Duration took = Duration.ofNanos(System.nanoTime() - began);

      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.field("proxy-status").orElse("")).contains("goodgate-cause=total-timeout");
      assertThat(took).isBetween(Duration.ofMillis(290), Duration.ofMillis(900));
    }
  }
}
