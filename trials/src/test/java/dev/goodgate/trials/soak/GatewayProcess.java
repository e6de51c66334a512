package dev.goodgate.trials.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway as it is shipped: a process of its own, started by the launcher. */
final class GatewayProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

  private final Path folder;
  private final int origin;
  private final Authority authority = Authority.root("authority of the soak", VALID);
  private final int plain = freePort();
  private final int secure = freePort();
  private final int admin = freePort();
  private final int dead = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;

  GatewayProcess(Path folder, int origin) throws IOException {
    this.folder = folder;
    this.origin = origin;
    renewCertificate();
    plan(0);
    process =
        new ProcessBuilder(Path.of("goodgate").toAbsolutePath().toString(), "serve")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
  }

  Site site() {
    return new Site(at(plain), at(secure), Site.trusting(authority.certificate()));
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean serves() throws IOException {
    String printed = Files.readString(folder.resolve("output"));
    if (!process.isAlive()) {
      throw new IOException("the gateway has ended: " + printed);
    }
    return printed.contains("serving at");
  }

  /** What {@code /metrics} tells now. */
  Metrics metrics() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + admin + "/metrics");
    return new Metrics(
        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
  }

  /** Another plan, which differs by what is written into every reply. */
  void turnTo(int number) throws IOException, InterruptedException {
    plan(number);
    run("kill", "-HUP", Long.toString(process.pid()));
  }

  private void plan(int number) throws IOException {
    Files.writeString(
        folder.resolve("goodgate.yaml"),
        """
        listeners:
          - address: "127.0.0.1:%d"
          - address: "127.0.0.1:%d"
            tls: { certificate: site.pem, key: site.key }
        headers: { reply: { set: { X-Soak: "%d" } } }
        routes:
          - match: { path: /sick }
            upstream: sick
          - match: { path: /dead }
            upstream: dead
          - upstream: well
        upstreams:
          well: { endpoints: ["127.0.0.1:%4$d"] }
          sick: { endpoints: ["127.0.0.1:%4$d"] }
          dead: { endpoints: ["127.0.0.1:%5$d"] }
        admin: { address: "127.0.0.1:%6$d" }
        access-log: { path: access.log, format: json }
        """
            .formatted(plain, secure, number, origin, dead, admin));
  }

  /** Returns what will be shown once the files have been read. */
  X509Certificate renewCertificate() throws IOException {
    Credential next = authority.issue(Profile.server(VALID, "127.0.0.1"));
    replace("site.key", next.keyPem());
    replace("site.pem", next.pem());
    return next.leaf();
  }

  private void replace(String name, String text) throws IOException {
    Path written = Files.writeString(folder.resolve(name + ".next"), text);
    Files.move(written, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Collects its garbage, so that what is left is what it holds. */
  void collect() throws IOException, InterruptedException {
    String java = process.info().command().orElse("java");
    run(Path.of(java).resolveSibling("jcmd").toString(), Long.toString(process.pid()), "GC.run");
  }

  void emptyAccessLog() throws IOException {
    Path log = folder.resolve("access.log");
    FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", List.of(command)) + ": " + said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends it as an operator would; returns whether it went in order. */
  boolean end() throws InterruptedException {
    process.destroy();
    return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Override
  public void close() {
    http.close();
    process.destroyForcibly();
  }
}
