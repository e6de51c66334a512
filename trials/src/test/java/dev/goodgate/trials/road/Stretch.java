package dev.goodgate.trials.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.road.Road;
import dev.goodgate.lab.road.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;

/** A road with an origin at its end, lent to one test at a time: closing it gives it back. */
final class Stretch implements AutoCloseable {
  private static final String ORIGIN_PORT = "8080";
  private static final String GATEWAY_PORT = "8000";
  private static final String PLAN =
      """
      loops: 1
      listeners: [{ address: "127.0.0.1:8000" }]
      admin: { address: "127.0.0.1:0" }
      routes: [{ upstream: far }]
      upstreams:
        far:
          endpoints: ["@TO@"]
          timeouts: { connect: 4500ms, first-byte: 1s, idle: 1s, total: 9s }
          retry: { attempts: 1 }
      """;
  private static final String NGINX =
      """
      master_process off;
      daemon off;
      user root;
      pid @FOLDER@/nginx.pid;
      error_log stderr notice;
      events { worker_connections 64; }
      http {
        access_log off;
        client_body_temp_path @FOLDER@/body;
        proxy_temp_path @FOLDER@/proxy;
        fastcgi_temp_path @FOLDER@/fastcgi;
        uwsgi_temp_path @FOLDER@/uwsgi;
        scgi_temp_path @FOLDER@/scgi;
        server {
          listen 127.0.0.1:8000;
          location / {
            proxy_pass http://@TO@;
            proxy_http_version 1.1;
            proxy_connect_timeout 4500ms;
            proxy_read_timeout 1s;
          }
        }
      }
      """;

  private final Road road;
  private final Inhabitant origin;
  private final Path folder;
  private final Queue<Stretch> free;

  private Stretch(Road road, Inhabitant origin, Path folder, Queue<Stretch> free) {
    this.road = road;
    this.origin = origin;
    this.folder = folder;
    this.free = free;
  }

  static Stretch of(Road road, Path folder, Queue<Stretch> free) throws IOException {
    List<String> healthy = Inhabitant.goodgate("lab", "healthy", "--listen", "[::]:" + ORIGIN_PORT);
    return new Stretch(road, Inhabitant.start(road.far(), "listening", healthy), folder, free);
  }

  /** Given back at once where the fault cannot be played. */
  Stretch with(String fault) {
    try {
      road.play(fault);
      return this;
    } catch (RuntimeException cannot) {
      close();
      throw cannot;
    }
  }

  @Override
  public void close() {
    free.add(this);
  }

  /** The road is gone, with all that is on it. */
  void remove() {
    origin.close();
    road.close();
  }

  /** Where the gateway and its client are. */
  Town town() {
    return road.near();
  }

  /** What bash sees that connects from beside the gateway. */
  String connect(int family) throws IOException {
    return Inhabitant.ask(
        town(),
        "bash",
        "-c",
        "timeout 5 bash -c 'exec 3<>/dev/tcp/%s/%s && echo connected' || [ $? != 124 ] || echo silent"
            .formatted(address(family), ORIGIN_PORT));
  }

  /** What our gateway makes of it, then nginx. */
  void sees(int family, String path, Sight ours, int nginx) throws IOException {
    try (Inhabitant _ = goodgate(family)) {
      assertThat(get(path)).as("goodgate").isEqualTo(ours);
    }
    try (Inhabitant _ = nginx(family)) {
      assertThat(get(path).status()).as("nginx").isEqualTo(nginx);
    }
  }

  Inhabitant goodgate(int family) throws IOException {
    Path plan = write("plan.yaml", PLAN, family);
    return Inhabitant.start(town(), "serving at", Inhabitant.goodgate("serve", plan.toString()));
  }

  private Inhabitant nginx(int family) throws IOException {
    Path config = write("nginx.conf", NGINX, family);
    return Inhabitant.start(
        town(), "[notice]", List.of("nginx", "-e", "stderr", "-c", config.toString()));
  }

  /** Beside the gateway somebody is connected to the origin, and stays so. */
  Inhabitant holdsAConnection() throws IOException {
    String hold = "exec 3<>/dev/tcp/%s/%s && echo held && read -t 60 <&3";
    return Inhabitant.start(
        town(), "held", List.of("bash", "-c", hold.formatted(address(4), ORIGIN_PORT)));
  }

  private Path write(String name, String text, int family) throws IOException {
    String to = family == 4 ? address(4) : "[" + address(6) + "]";
    return Files.writeString(
        folder.resolve(name),
        text.replace("@TO@", to + ":" + ORIGIN_PORT).replace("@FOLDER@", folder.toString()));
  }

  private String address(int family) {
    return (family == 4 ? road.far().ipv4() : road.far().ipv6()).getHostAddress();
  }

  Sight get(String path) throws IOException {
    return Sight.of(
        Inhabitant.ask(
            town(),
            "curl",
            "-s",
            "-i",
            "--max-time",
            "12",
            // A port of its own, whatever ports are left.
            "--local-port",
            "20000-29999",
            "http://127.0.0.1:" + GATEWAY_PORT + path));
  }
}
