package dev.goodgate.trials.protocols;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.trials.subject.GoodgateSubject;
import dev.goodgate.trials.subject.Subject;
import dev.goodgate.trials.subject.Throng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our gateway in front of servers of others that speak HTTP/2. */
@Tag("real")
class Http2UpstreamsRealTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Throng THRONG = new Throng(64, 20);

  private static final String NODE =
      """
      const http2 = require('http2');
      const server = http2.createServer();
      server.on('stream', (stream, headers) => {
        let length = 0;
        stream.on('data', piece => { length += piece.length; });
        stream.on('end', () => {
          stream.respond({':status': 200, 'x-method': headers[':method']}, {waitForTrailers: true});
          stream.on('wantTrailers', () => stream.sendTrailers({'x-length': String(length)}));
          stream.end('read ' + length);
        });
      });
      server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));
      """;

  @Test
  void nginxAnswersManyClientsOverFewConnections() throws Exception {
    try (TellingNginx nginx = TellingNginx.speakingHttp2("return 200 \"$connection\\n\";");
        Subject gateway = before("127.0.0.1:" + nginx.address().getPort())) {
      Set<String> connections = ConcurrentHashMap.newKeySet();
      THRONG.visit(
          gateway.address(),
          client -> {
            RawReply reply = client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").reply();
            assertThat(reply.status()).isEqualTo(200);
            connections.add(reply.body());
          });
      assertThat(connections).hasSizeLessThanOrEqualTo(4);
      assertThat(nginx.complaints()).isEmpty();
    }
  }

  @Test
  void nginxSendsALargeFileWhole(@TempDir Path folder) throws Exception {
    String large = "0123456789abcdef".repeat(1 << 18);
    Files.writeString(folder.resolve("large.txt"), large);
    try (TellingNginx nginx = TellingNginx.speakingHttp2("root " + folder + ";");
        Subject gateway = before("127.0.0.1:" + nginx.address().getPort());
        RawClient client = RawClient.connect(gateway.address(), PATIENCE)) {
      RawReply reply = client.send("GET /large.txt HTTP/1.1\r\nHost: x\r\n\r\n").reply();
      assertThat(reply.whole()).isTrue();
      assertThat(reply.body()).isEqualTo(large);
    }
  }

  @Test
  void nodeReadsBodiesOfEveryFramingAndSendsTrailers() throws Exception {
    Process node = new ProcessBuilder("node", "-e", NODE).redirectErrorStream(true).start();
    try {
      String port = node.inputReader(UTF_8).readLine().replace("port ", "");
      try (Subject gateway = before("127.0.0.1:" + port)) {
        THRONG.visit(
            gateway.address(),
            client -> {
              String body = "x".repeat(30_000);
              client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n" + body);
              RawReply counted = client.reply();
              assertThat(counted.body()).isEqualTo("read 30000");
              assertThat(counted.raw()).contains("x-length: 30000");
              client.send(
                  "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + "5\r\nhello\r\n0\r\n\r\n");
              assertThat(client.reply().body()).isEqualTo("read 5");
            });
      }
    } finally {
      node.destroyForcibly().waitFor();
    }
  }

  private static Subject before(String endpoint) throws IOException {
    return new GoodgateSubject.Kind()
        .start(
            """
            loops: 1
            listeners: [{ address: "127.0.0.1:0" }]
            routes: [{ upstream: web }]
            upstreams: { web: { endpoints: ["h2c://%s"] } }
            """
                .formatted(endpoint));
  }
}
