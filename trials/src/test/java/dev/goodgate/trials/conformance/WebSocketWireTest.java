package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** WebSocket as Java's own client speaks it, through the gateway and back. */
@Execution(ExecutionMode.CONCURRENT)
class WebSocketWireTest {
  private static final int LARGE = 3 << 20;

  private final HttpClient http = HttpClient.newHttpClient();

  /** Writes down what it hears; messages as a whole. */
  private static final class Listening implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      return hear(from, "text ", text, last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      return hear(from, "binary ", StandardCharsets.ISO_8859_1.decode(data), last);
    }

    private @Nullable CompletionStage<?> hear(
        WebSocket from, String kind, CharSequence piece, boolean last) {
      message.append(piece);
      if (last) {
        heard.add(kind + message);
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
      return hear(from, "pong ", StandardCharsets.ISO_8859_1.decode(data), true);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      heard.add("close " + code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      heard.add("error");
    }

    String next() throws InterruptedException {
      String next = heard.poll(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }
  }

  private final Listening listening = new Listening();

  private static LiveGateway before(ActingOrigin origin, String timeouts) throws IOException {
    LiveGateway gateway = LiveGateway.before(origin);
    assertThat(
            gateway.turnTo(
                """
                loops: 1
                listeners: [{ address: "127.0.0.1:0" }]
                routes: [{ upstream: web }]
                upstreams: { web: { endpoints: ["%s"], timeouts: { %s } } }
                """
                    .formatted(origin.address(), timeouts)))
        .isEmpty();
    return gateway;
  }

  private static LiveGateway before(ActingOrigin origin) throws IOException {
    return before(origin, "total: 5s");
  }

  private WebSocket open(LiveGateway gateway) throws ExecutionException, InterruptedException {
    InetSocketAddress at = gateway.address();
    return http.newWebSocketBuilder()
        .header("X-Request-Id", "socket")
        .buildAsync(URI.create("ws://127.0.0.1:" + at.getPort() + "/talk"), listening)
        .get();
  }

  @Test
  void echoesTextAndBinaryOfEverySize() throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(new WebSocketEcho());
        LiveGateway gateway = before(origin)) {
      WebSocket socket = open(gateway);
      byte[] bytes = new byte[LARGE];
      new Random(3).nextBytes(bytes);
      for (int size : new int[] {0, 1, 125, 126, 65_535, 65_536, 200_000, LARGE}) {
        String text = "ä".repeat(size / 2);
        socket.sendText(text, true).join();
        assertThat(listening.next()).isEqualTo("text " + text);

        socket.sendBinary(ByteBuffer.wrap(bytes, 0, size), true).join();
        String binary = new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
        assertThat(listening.next().equals("binary " + binary)).isTrue();
      }
      socket.abort();
    }
  }

  @Test
  void carriesPingsPiecesAndCloseCodes() throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(new WebSocketEcho());
        LiveGateway gateway = before(origin)) {
      WebSocket socket = open(gateway);
      socket.sendPing(ByteBuffer.wrap(new byte[] {'p'})).join();
      assertThat(listening.next()).isEqualTo("pong p");
      socket.sendText("in ", false).join();
      socket.sendText("two", true).join();
      assertThat(listening.next()).isEqualTo("text in two");

      socket.sendClose(4_001, "enough").join();
      assertThat(listening.next()).isEqualTo("close 4001 enough");
      assertThat(gateway.line("\"id\":\"socket\""))
          .contains("\"status\":101")
          .doesNotContain("cause");
    }
  }

  @Test
  void tellsTheClientThatTheServerHasDied() throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(new WebSocketEcho());
        LiveGateway gateway = before(origin)) {
      WebSocket socket = open(gateway);
      socket.sendText("die", true).join();
      assertThat(listening.next()).isEqualTo("error");
      assertThat(gateway.failed("socket")).isPresent();
    }
  }

  @Test
  void tellsTheServerThatTheClientHasVanished() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              try {
                new WebSocketEcho().play(scene);
              } catch (IOException endedOrReset) {
                gone.countDown();
              }
            });
        LiveGateway gateway = before(origin)) {
      WebSocket socket = open(gateway);
      socket.sendText("here", true).join();
      assertThat(listening.next()).isEqualTo("text here");
      socket.abort();
      assertThat(LiveGateway.await(gone)).isTrue();
    }
  }

  @Test
  void isCutWhenNobodySaysAnything() throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(new WebSocketEcho());
        LiveGateway gateway = before(origin, "tunnel: 500ms")) {
      WebSocket socket = open(gateway);
      socket.sendText("here", true).join();
      assertThat(listening.next()).isEqualTo("text here");
      assertThat(listening.next()).isEqualTo("error");
      assertThat(gateway.line("\"id\":\"socket\"")).contains("timeouts.tunnel");
    }
  }

  @Test
  void tellsTheClientThatTheServerWantsNoSockets() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.answering("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno");
        LiveGateway gateway = before(origin)) {
      try {
        open(gateway).abort();
      } catch (ExecutionException refused) {
        assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode())
            .isEqualTo(403);
        return;
      }
      throw new AssertionError("it was let in");
    }
  }
}
