package dev.goodgate.trials.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Span;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.trials.subject.GoodgateSubject;
import dev.goodgate.trials.subject.Subject;
import dev.goodgate.trials.subject.Throng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our gateway before servers of others that can be chosen to speak HTTP/2 within TLS. */
@Tag("real")
class Http2OriginsRealTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2040-01-01T00:00:00Z"));
  private static final String GET = "GET /hello HTTP/1.1\r\nHost: origin.test\r\n\r\n";
  private static final Throng THRONG = new Throng(32, 20);

  private static final String NODE =
      """
      const fs = require('fs');
      const [folder, allowHTTP1] = process.argv.slice(1);
      const server = require('http2').createSecureServer({
        key: fs.readFileSync(folder + '/site.key'),
        cert: fs.readFileSync(folder + '/site.pem'),
        allowHTTP1: allowHTTP1 === 'true',
      });
      server.on('request', (request, response) => {
        let length = 0;
        request.on('data', piece => { length += piece.length; });
        request.on('end', () => {
          response.setHeader('x-remote', String(request.socket.remotePort));
          response.end('read ' + length + ' by ' + request.httpVersion);
        });
      });
      server.on('upgrade', (request, socket) => socket.end(
        'HTTP/1.1 101 Switching\\r\\nConnection: upgrade\\r\\nUpgrade: chat\\r\\n\\r\\nhello'));
      server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));
      """;

  private final Authority root = Authority.root("Root", VALID);
  private final Credential site = root.issue(Profile.server(VALID, "origin.test", "127.0.0.1"));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1.2, TLSv1.2", "1.3, TLSv1.3"})
  void manyClientsShareFewConnectionsToNginx(String version, String spoken) throws Exception {
    try (OriginNginx origin = nginx("location /c { return 200 \"$connection\"; }");
        Subject gateway =
            before(origin.endpoint(), "min: \"%s\", max: \"%s\"".formatted(version, version))) {
      Set<String> connections = ConcurrentHashMap.newKeySet();
      THRONG.visit(
          gateway.address(),
          client -> {
            RawReply reply = client.send(GET.replace("/hello", "/c")).reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.field("X-Protocol")).contains("alpn=h2");
            assertThat(reply.field("X-Version")).contains(spoken);
            assertThat(reply.field("X-Name")).contains("name=origin.test");
            connections.add(reply.body());
          });
      assertThat(connections).hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void nginxSaysGoodbyeAndIsAskedAgain() throws Exception {
    try (OriginNginx origin = nginx("keepalive_requests 3;");
        Subject gateway = before(origin.endpoint(), "verify: true")) {
      List<String> resumed = new ArrayList<>();
      try (RawClient client = RawClient.connect(gateway.address(), PATIENCE)) {
        for (int i = 0; i < 10; i++) {
          RawReply reply = client.send(GET).reply();
          assertThat(reply.body()).isEqualTo("hello");
          resumed.add(reply.field("X-Reused").orElse(""));
        }
      }
      assertThat(resumed.getFirst()).isEqualTo(".");
      assertThat(resumed.getLast()).isEqualTo("r");
    }
  }

  @Test
  void nginxSendsALargeFileWholeToManyAtATime() throws Exception {
    String large = "0123456789abcdef".repeat(1 << 13); // more than a window, ever again
    Files.writeString(folder.resolve("large.txt"), large);
    try (OriginNginx origin = nginx("");
        Subject gateway = before(origin.endpoint(), "verify: true")) {
      THRONG.visit(
          gateway.address(),
          client -> {
            RawReply reply = client.send(GET.replace("/hello", "/large.txt")).reply();
            assertThat(reply.whole()).isTrue();
            assertThat(reply.body().equals(large)).isTrue();
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"true, true, 2.0", "false, true, 2.0", "true, false, 1.1"})
  void nodeReadsBodiesInWhatItHasChosen(boolean allowsHttp1, boolean offersHttp2, String spoken)
      throws Exception {
    try (Node node = new Node(allowsHttp1);
        Subject gateway = before(node.endpoint(), "http2: " + offersHttp2)) {
      Set<String> connections = ConcurrentHashMap.newKeySet();
      THRONG.visit(
          gateway.address(),
          client -> {
            String body = "x".repeat(30_000);
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n" + body);
            RawReply counted = client.reply();
            assertThat(counted.body()).isEqualTo("read 30000 by " + spoken);
            client.send(
                "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n0\r\n\r\n");
            RawReply chunked = client.reply();
            assertThat(chunked.body()).isEqualTo("read 5 by " + spoken);
            connections.add(chunked.field("x-remote").orElse(""));
          });
      assertThat(connections.size() <= 2).isEqualTo(offersHttp2);
    }
  }

  @Test
  void nodeGoesOnInAnotherProtocolOverAConnectionOfItsOwn() throws Exception {
    try (Node node = new Node(true);
        Subject gateway = before(node.endpoint(), "verify: true")) {
      assertThat(ask(gateway, GET).body()).isEqualTo("read 0 by 2.0");
      RawReply switched =
          ask(gateway, GET.replace("\r\n\r\n", "\r\nConnection: upgrade\r\nUpgrade: chat\r\n\r\n"));
      assertThat(switched.raw()).startsWith("HTTP/1.1 101").endsWith("\r\n\r\nhello");
      assertThat(ask(gateway, GET).body()).isEqualTo("read 0 by 2.0");
    }
  }

  @Test
  void nodeThatSpeaksHttp2AloneSaysSoWhereItIsNotOffered() throws Exception {
    try (Node node = new Node(false);
        Subject gateway = before(node.endpoint(), "http2: false")) {
      RawReply reply = ask(gateway, GET);
      assertThat(reply.status()).isNotEqualTo(200);
    }
  }

  private OriginNginx nginx(String settings) throws IOException {
    return new OriginNginx(folder, site, settings, "http2");
  }

  private Subject before(String endpoint, String tls) throws IOException {
    Files.writeString(folder.resolve("root.pem"), root.pem());
    return new GoodgateSubject.Kind()
        .start(
            """
            loops: 1
            listeners: [{ address: "127.0.0.1:0" }]
            routes: [{ upstream: app }]
            upstreams:
              app:
                endpoints: ["%s"]
                tls: { ca: %s/root.pem, server-name: origin.test, %s }
            """
                .formatted(endpoint, folder, tls));
  }

  private static RawReply ask(Subject gateway, String request) throws IOException {
    try (RawClient client = RawClient.connect(gateway.address(), PATIENCE)) {
      return client.send(request).reply();
    }
  }

  /** Node's server for HTTP/2 within TLS, which may take HTTP/1 as well. */
  private final class Node implements AutoCloseable {
    private final Process process;
    private final String port;

    Node(boolean allowsHttp1) throws IOException {
      Files.writeString(folder.resolve("site.pem"), site.pem());
      Files.writeString(folder.resolve("site.key"), site.keyPem());
      process =
          new ProcessBuilder("node", "-e", NODE, folder.toString(), String.valueOf(allowsHttp1))
              .redirectErrorStream(true)
              .start();
      port = process.inputReader(UTF_8).readLine().replace("port ", "");
    }

    String endpoint() {
      return "https://127.0.0.1:" + port;
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }
}
