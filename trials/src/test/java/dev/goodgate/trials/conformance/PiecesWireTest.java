package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network cuts messages where it likes; nothing of what is carried may depend on it. */
@Execution(ExecutionMode.CONCURRENT)
class PiecesWireTest {
  /** Time for a piece to arrive alone; where it does not, only a case of many is lost. */
  private static final Duration APART = Duration.ofMillis(1);

  /** How the endpoint frames its reply. */
  enum Kind {
    LENGTH("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false),
    CHUNKED(
        "HTTP/1.1 200 OK\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "4\r\n"
            + "hell\r\n"
            + "1\r\n"
            + "o\r\n"
            + "0\r\n"
            + "T: x\r\n\r\n",
        false),
    UNTIL_CLOSE("HTTP/1.1 200 OK\r\n\r\nhello", true),
    OLD("HTTP/1.0 200 OK\r\nA: b\r\n\r\nhello", true),
    INTERIM(
        "HTTP/1.1 103 X\r\n"
            + "L: 1\r\n\r\n"
            + "HTTP/1.1 100\r\n\r\n"
            + "HTTP/1.1 200 OK\r\n"
            + "Content-Length: 5\r\n\r\n"
            + "hello",
        false);

    final String reply;
    final boolean closes;

    Kind(String reply, boolean closes) {
      this.reply = reply;
      this.closes = closes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplyThatIsCutAnywhereReachesTheClientWhole(Kind kind) throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
                int cut = cut(head);
                scene.wire.send(kind.reply.substring(0, cut));
                LockSupport.parkNanos(APART.toNanos());
                scene.wire.send(kind.reply.substring(cut));
                if (kind.closes) {
                  return;
                }
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient modern = gateway.client()) {
      for (int cut = 1; cut <= kind.reply.length(); cut++) {
        RawReply reply = modern.get("/" + cut);
        assertThat(reply.whole()).as("%s cut at %d: %s", kind, cut, reply.raw()).isTrue();
        assertThat(reply.body()).as("%s cut at %d", kind, cut).isEqualTo("hello");
        try (Wire old = gateway.wire()) {
          old.send("GET /" + cut + " HTTP/1.0\r\nHost: lab.test\r\n\r\n");
          assertThat(old.rest()).as("%s cut at %d", kind, cut).endsWith("\r\n\r\nhello");
        }
      }
    }
  }

  @Test
  void requestsThatAreCutAnywhereReachTheEndpointWhole() throws IOException, InterruptedException {
    String requests =
        "POST /a HTTP/1.1\r\nHost: lab.test\r\nContent-Length: 5\r\n\r\nhello"
            + "POST /b HTTP/1.1\r\nHost: lab.test\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n0\r\n\r\n\r\nGET /c HTTP/1.1\r\nHost: lab.test\r\n\r\n";
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
                String body =
                    switch (head.charAt(6)) {
                      case 'a' -> scene.wire.exactly(5);
                      case 'b' -> scene.wire.until("0\r\n\r\n");
                      default -> "";
                    };
                scene.wire.send(
                    "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (int cut = 1; cut <= requests.length(); cut++) {
        client.send(requests.substring(0, cut));
        LockSupport.parkNanos(APART.toNanos());
        client.send(requests.substring(cut));

        assertThat(client.reply().body()).as("cut at %d", cut).isEqualTo("hello");
        assertThat(client.reply().body()).as("cut at %d", cut).isEqualTo("5\r\nhello\r\n0\r\n\r\n");
        assertThat(client.reply().status()).as("cut at %d", cut).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LENGTH", "CHUNKED", "INTERIM"})
  void aReplyThatEndsAnywhereIsNeverTakenForWhole(Kind kind) throws IOException {
    brokenOff(kind, false);
  }

  @ParameterizedTest
  @EnumSource
  void aReplyThatIsResetAnywhereIsNeverTakenForWhole(Kind kind) throws IOException {
    brokenOff(kind, true);
  }

  private static void brokenOff(Kind kind, boolean resets) throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              String head = scene.head();
              scene.wire.send(kind.reply.substring(0, cut(head)));
              if (resets) {
                LockSupport.parkNanos(APART.toNanos());
                scene.wire.reset();
              }
            });
        LiveGateway gateway = LiveGateway.before(origin)) {
      int end = kind.reply.length() - (kind.closes ? 0 : 1);
      for (int cut = 0; cut <= end; cut++) {
        try (RawClient client = gateway.client();
            RawClient old = gateway.client()) {
          RawReply modern =
              client.send("POST /" + cut + " HTTP/1.1\r\nHost: lab.test\r\n\r\n").reply();
          notWhole(modern, kind + " to HTTP/1.1, broken off at " + cut);
          RawReply bare = old.send("POST /" + cut + " HTTP/1.0\r\nHost: lab.test\r\n\r\n").reply();
          notWhole(bare, kind + " to HTTP/1.0, broken off at " + cut);
        }
      }
    }
  }

  private static void notWhole(RawReply reply, String where) {
    assertThat(reply.completion())
        .as("%s: %s", where, reply.raw())
        .isNotEqualTo(Completion.GARBLED);
    if (reply.whole()) {
      assertThat(reply.status()).as("%s: %s", where, reply.raw()).isEqualTo(502);
    } else {
      assertThat(reply.completion())
          .as("%s: %s", where, reply.raw())
          .isIn(Completion.CUT, Completion.RESET);
    }
  }

  private static int cut(String head) {
    return Integer.parseInt(head.split(" ", 3)[1].substring(1));
  }

  @Test
  void aRequestThatEndsAnywhereIsNeverTakenForWhole() throws IOException, InterruptedException {
    String request =
        "POST / HTTP/1.1\r\nHost: lab.test\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n1\r\n!\r\n0\r\nT: x\r\n\r\n";
    BlockingQueue<String> bodies = new ArrayBlockingQueue<>(request.length());
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              bodies.add(scene.wire.rest());
            });
        LiveGateway gateway = LiveGateway.before(origin)) {
      int headEnd = request.indexOf("\r\n\r\n") + 4;
      for (int cut = 1; cut < request.length(); cut++) {
        try (Wire client = gateway.wire()) {
          client.send(request.substring(0, cut)).finishSending();
          client.rest();
        }
        if (cut >= headEnd) {
          String body = bodies.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          assertThat(request.substring(headEnd, cut)).as("cut at %d", cut).startsWith(body);
        }
      }
      assertThat(bodies).isEmpty();
    }
  }
}
