package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser before the gateway: a page with what belongs to it, a body sent, an event stream, a
 * WebSocket. The page itself notes how that went, and tells the origin. A browser is much to
 * install, so the tag has its own name: a host without one says {@code -Dhost.lacks=browser}.
 */
@Tag("real")
@Tag("browser")
class ChromiumRealTest {
  private static final int IMAGES = 20;
  private static final int SENT = 300_000;
  private static final String PAGE =
      """
      <!doctype html><title>x</title><body><script>
      const told = {};
      const image = i => new Promise(done => {
        const it = new Image();
        it.onload = () => done(it.width);
        it.onerror = () => done(-1);
        it.src = '/image/' + i + '.svg';
      });
      const images = async () => {
        const all = [];
        for (let i = 0; i < IMAGES; i++) all.push(image(i));
        told.images = (await Promise.all(all)).reduce((a, b) => a + b, 0);
      };
      const body = async () => {
        const reply = await fetch('/count', {method: 'POST', body: 'b'.repeat(SENT)});
        told.counted = await reply.text();
      };
      const events = () => new Promise(done => {
        const source = new EventSource('/events');
        const heard = [];
        source.onmessage = event => {
          heard.push(event.data);
          if (heard.length == 3) { source.close(); told.events = heard.join(); done(); }
        };
        source.onerror = () => { told.events = 'error'; done(); };
      });
      const socket = () => new Promise(done => {
        const ws = new WebSocket('wss://' + location.host + '/socket');
        ws.onopen = () => ws.send('hello');
        ws.onmessage = event => { told.socket = event.data; ws.close(1000); };
        ws.onclose = event => { told.closed = event.wasClean + ' ' + event.code; done(); };
      });
      (async () => {
        await Promise.all([images(), body(), events(), socket()]);
        told.protocols = [...new Set(performance.getEntriesByType('resource')
            .map(each => each.nextHopProtocol).filter(each => each))].join();
        await fetch('/told', {method: 'POST', body: JSON.stringify(told)});
      })();
      </script>
      """
          .replace("IMAGES", Integer.toString(IMAGES))
          .replace("SENT", Integer.toString(SENT));

  private static final String IMAGE =
      "<svg xmlns='http://www.w3.org/2000/svg' width='7' height='7'></svg>";

  @TempDir private Path folder;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Test
  void aPageHasAllThatBelongsToIt() throws Exception {
    Papers papers = new Papers(folder);
    String tls = papers.site("site", LiveGateway.HOST, "127.0.0.1");
    try (ActingOrigin origin = ActingOrigin.playing(this::serve);
        LiveGateway gateway =
            LiveGateway.by(
                """
                listeners: [{ address: "127.0.0.1:0", tls: { %s } }]
                routes: [{ upstream: web }]
                upstreams: { web: { endpoints: ["%s"] } }
                """
                    .formatted(tls, origin.address()))) {
      Process browser = browse("https://127.0.0.1:" + gateway.address().getPort() + "/");
      try {
        String heard = told.poll(60, TimeUnit.SECONDS);
        assertThat(heard)
            .isNotNull()
            .contains(
                "\"images\":" + 7 * IMAGES,
                "\"counted\":\"" + SENT + '"',
                "\"events\":\"0,1,2\"",
                "\"socket\":\"hello\"",
                "\"closed\":\"true 1000\"",
                "\"protocols\":\"h2\"");
      } finally {
        browser.descendants().forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
      }
    }
  }

  private Process browse(String url) throws IOException {
    return new ProcessBuilder(
            List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--ignore-certificate-errors",
                "--user-data-dir=" + folder.resolve("browser"),
                "--remote-debugging-port=0", // it stays until it is ended
                url))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("browser.log").toFile())
        .start();
  }

  private void serve(ActingOrigin.Scene scene) throws IOException, InterruptedException {
    for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
      String path = head.split(" ", 3)[1];
      switch (path) {
        case "/" -> answer(scene, "text/html", PAGE);
        case "/count" -> answer(scene, "text/plain", Integer.toString(body(scene, head).length()));
        case "/told" -> {
          told.add(body(scene, head));
          answer(scene, "text/plain", "");
        }
        case "/events" -> events(scene);
        case "/socket" -> {
          WebSocketEcho.echo(scene, head);
          return;
        }
        default ->
            answer(scene, path.startsWith("/image/") ? "image/svg+xml" : "text/plain", IMAGE);
      }
    }
  }

  private static void answer(ActingOrigin.Scene scene, String type, String body)
      throws IOException {
    scene.wire.send(
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(type, body.length(), body));
  }

  private static void events(ActingOrigin.Scene scene) throws IOException {
    scene.wire.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 3; i++) {
      scene.wire.send("9\r\ndata: " + i + "\n\n\r\n");
    }
  }

  private static String body(ActingOrigin.Scene scene, String head) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length: ") + 16;
    int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
    return new String(scene.wire.in().readNBytes(length), ISO_8859_1);
  }
}
