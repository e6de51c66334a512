package dev.goodgate.trials.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.origin.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** nginx in front of an origin that speaks uWSGI's protocol. */
@Tag("real")
class NginxUwsgiRealTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void readsAnswersGoodAndBad() throws IOException {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                "py-1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                System::nanoTime,
                sighting -> {});
        TellingNginx nginx =
            new TellingNginx(
                "uwsgi_pass 127.0.0.1:" + origin.port() + ";",
                "uwsgi_param REQUEST_METHOD $request_method;",
                "uwsgi_param REQUEST_URI $request_uri;",
                "uwsgi_param CONTENT_LENGTH $content_length;");
        RawClient client = RawClient.connect(nginx.address(), LONG)) {
      assertThat(client.get("/a").body()).contains("py-1", "GET /a");
      client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(client.reply().body()).contains("POST /b", "content-length: 5");
      assertThat(client.get("/fault/eof-before-response").status()).isEqualTo(502);
      nginx.await("upstream prematurely closed connection while reading response header");
      assertThat(client.get("/fault/fastcgi-end-request").body()).contains("needs FastCGI");
    }
  }
}
