package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PROXY protocol with Debian's haproxy and nginx, in front of us and behind us. */
@Tag("real")
class ProxyProtocolRealTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send-proxy",
        "send-proxy-v2",
        "send-proxy-v2 proxy-v2-options crc32c,unique-id,authority"
      })
  void understandsHaproxyInFront(String says) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = hearing(origin);
        Running haproxy =
            haproxy(
                "  unique-id-format %[src]-%rt\n  use_backend ours",
                "backend ours\n  server us 127.0.0.1:" + gateway.address().getPort() + " " + says,
                "");
        RawClient client =
            RawClient.connect(new InetSocketAddress("127.0.0.1", haproxy.port()), Wire.PATIENCE)) {
      assertThat(client.get("/").body()).isEqualTo("ok");
      // haproxy itself is 127.0.0.1 too, so what tells is that the request was taken at all
      assertThat(origin.nextHead()).contains("X-Forwarded-For: 127.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void isUnderstoodByHaproxyBehind(String version) throws Exception {
    try (Running haproxy =
            haproxy(
                "  http-request return status 200 content-type text/plain"
                    + " lf-string \"%[src] %[dst_port]\"",
                "", " accept-proxy");
        LiveGateway gateway = telling(version, haproxy.port());
        RawClient client = gateway.client()) {
      client.send("PROXY TCP4 192.0.2.7 198.51.100.1 4711 8443\r\n");
      assertThat(client.get("/").body()).isEqualTo("192.0.2.7 8443");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void isUnderstoodByNginxBehind(String version) throws Exception {
    Path config = folder.resolve("nginx.conf");
    int port = freePort();
    Files.writeString(config, nginx("127.0.0.1:" + port + " proxy_protocol", ""));
    try (Running nginx =
            Running.start(port, List.of("nginx", "-e", "stderr", "-c", config.toString()));
        LiveGateway gateway = telling(version, nginx.port());
        RawClient client = gateway.client()) {
      client.send("PROXY TCP6 2001:db8::7 2001:db8::1 4711 443\r\n");
      String[] seen = client.get("/").body().split(" ", 2);
      assertThat(InetAddress.ofLiteral(seen[0])).isEqualTo(InetAddress.ofLiteral("2001:db8::7"));
      assertThat(seen[1]).isEqualTo("4711");
    }
  }

  @Test
  void aCheckOfHaproxyIsNoExchange() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = hearing(origin);
        Running haproxy =
            haproxy(
                "  use_backend ours",
                "backend ours\n  server us 127.0.0.1:"
                    + gateway.address().getPort()
                    + " send-proxy-v2 check check-send-proxy inter 50ms",
                "");
        RawClient client =
            RawClient.connect(new InetSocketAddress("127.0.0.1", haproxy.port()), Wire.PATIENCE)) {
      assertThat(client.get("/").body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void isSaidBeforeTlsOnBothSides() throws Exception {
    certify();
    int port = freePort();
    Path config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        nginx(
            "127.0.0.1:" + port + " ssl proxy_protocol",
            "ssl_certificate %1$s/site.pem; ssl_certificate_key %1$s/site.key;".formatted(folder)));
    try (Running nginx =
            Running.start(port, List.of("nginx", "-e", "stderr", "-c", config.toString()));
        LiveGateway gateway =
            LiveGateway.by(
                """
                listeners:
                  - address: "127.0.0.1:0"
                    proxy-protocol: true
                    tls: { certificate: %1$s/site.pem, key: %1$s/site.key }
                trusted: [127.0.0.1]
                routes: [{ upstream: web }]
                upstreams:
                  web:
                    endpoints: ["https://127.0.0.1:%2$d"]
                    proxy-protocol: v2
                    tls: { verify: false }
                """
                    .formatted(folder, nginx.port()));
        Running haproxy =
            haproxy(
                "  use_backend ours",
                "backend ours\n  server us 127.0.0.1:"
                    + gateway.address().getPort()
                    + " ssl verify none send-proxy-v2",
                " accept-proxy");
        RawClient client =
            RawClient.connect(new InetSocketAddress("127.0.0.1", haproxy.port()), Wire.PATIENCE)) {
      client.send("PROXY TCP4 192.0.2.7 198.51.100.1 4711 443\r\n");
      assertThat(client.get("/").body()).isEqualTo("192.0.2.7 4711");
    }
  }

  private void certify() throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
                    .concat(" -subj /CN=lab.test -keyout site.key -out site.pem")
                    .split(" ", -1))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes());
    assertThat(openssl.waitFor()).as(said).isZero();
  }

  private String nginx(String listens, String more) {
    return """
    daemon off; master_process off; pid %1$s/pid; error_log stderr;
    events { }
    http {
      access_log off; client_body_temp_path %1$s/a; proxy_temp_path %1$s/b;
      fastcgi_temp_path %1$s/c; uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
      server {
        listen %2$s; %3$s
        location / { return 200 "$proxy_protocol_addr $proxy_protocol_port"; }
      }
    }
    """
        .formatted(folder, listens, more);
  }

  /** One whose clients say first who they are. */
  private static LiveGateway hearing(ActingOrigin origin) {
    return LiveGateway.by(
        """
        listeners: [{ address: "127.0.0.1:0", proxy-protocol: true }]
        trusted: [127.0.0.1]
        routes: [{ upstream: web }]
        upstreams: { web: { endpoints: ["%s"] } }
        """
            .formatted(origin.address()));
  }

  private static LiveGateway telling(String version, int port) {
    return LiveGateway.by(
        """
        listeners: [{ address: "127.0.0.1:0", proxy-protocol: true }]
        trusted: [127.0.0.1]
        routes: [{ upstream: web }]
        upstreams: { web: { endpoints: ["127.0.0.1:%d"], proxy-protocol: %s } }
        """
            .formatted(port, version));
  }

  private Running haproxy(String frontend, String backend, String bind)
      throws IOException, InterruptedException {
    Path config = folder.resolve("haproxy.cfg");
    int port = freePort();
    Files.writeString(
        config,
        """
        defaults
          mode http
          timeout client 5s
          timeout connect 5s
          timeout server 5s
        frontend fe
          bind 127.0.0.1:%d%s
        %s
        %s
        """
            .formatted(port, bind, frontend, backend));
    return Running.start(port, List.of("haproxy", "-db", "-f", config.toString()));
  }

  private static int freePort() throws IOException {
    try (Socket reserved = new Socket()) {
      reserved.setReuseAddress(true);
      reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return reserved.getLocalPort();
    }
  }

  /** A program that listens at a port. */
  private record Running(Process process, int port) implements AutoCloseable {
    static Running start(int port, List<String> command) throws IOException, InterruptedException {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      long end = System.nanoTime() + Wire.PATIENCE.toNanos();
      while (!listens(port)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          process.destroyForcibly();
          throw new IOException(new String(process.getInputStream().readAllBytes()));
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      return new Running(process, port);
    }

    private static boolean listens(int port) throws IOException {
      String hex = String.format(":%04X 00000000:0000 0A", port);
      return Files.readString(Path.of("/proc/net/tcp")).contains(hex);
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }
}
