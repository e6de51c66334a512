package dev.goodgate.trials.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.road.Road;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each fault of the road, as a plain connect, our gateway and Debian's nginx see it. Everything
 * runs in network namespaces of its own.
 */
@Tag("real")
@Tag("namespaces")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoadRealTest {
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

  private final Random chance = new Random();
  @TempDir private Path folder;
  private Road road;
  private Inhabitant origin;

  @BeforeAll
  void build() throws IOException {
    road =
        switch (Road.build(chance)) {
          case Road.Building.Done(Road built) -> built;
          case Road.Building.Impossible(String why) -> throw new AssertionError(why);
        };
    origin =
        Inhabitant.start(
            road.far(),
            "listening",
            Inhabitant.goodgate("lab", "healthy", "--listen", "[::]:" + ORIGIN_PORT));
  }

  @AfterAll
  void remove() throws IOException {
    origin.close();
    road.close();
    assertThat(road.near().program(List.of("true")).start().onExit().join().exitValue())
        .as("the town is gone")
        .isNotZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clear | 4 | connected
          connect-timeout-drop | 4 | silent
          connect-timeout-drop:port=8080 | 4 | silent
          connect-timeout-drop:port=9999 | 4 | connected
          firewall-reject | 4 | Connection refused
          firewall-reject | 6 | Connection refused
          firewall-reject:with=port-unreachable | 4 | Connection refused
          firewall-reject:with=host-unreachable | 4 | No route to host
          firewall-reject:with=net-unreachable | 4 | Network is unreachable
          firewall-reject:with=admin-prohibited | 4 | No route to host
          firewall-reject:with=host-prohibited | 4 | No route to host
          firewall-reject:with=net-prohibited | 4 | Network is unreachable
          firewall-reject:with=admin-prohibited | 6 | Permission denied
          host-down | 4 | No route to host
          host-down:noticed=router | 4 | No route to host
          host-down:noticed=nowhere | 4 | silent
          no-route | 4 | Network is unreachable
          no-route | 6 | Network is unreachable
          no-route:noticed=router | 4 | Network is unreachable
          dns-ipv6-unreachable | 6 | Network is unreachable
          dns-ipv6-unreachable | 4 | connected
          duplicate | 4 | connected
          packet-loss:percent=100 | 4 | silent
          mtu-black-hole | 4 | connected
          """)
  void aPlainConnectSees(String fault, int family, String seen) throws IOException {
    road.play(fault);
    assertThat(connect(family)).contains(seen);
  }

  private String connect(int family) throws IOException {
    String to = (family == 4 ? road.far().ipv4() : road.far().ipv6()).getHostAddress();
    return Inhabitant.ask(
        road.near(),
        "bash",
        "-c",
        "timeout 5 bash -c 'exec 3<>/dev/tcp/%s/%s && echo connected' || [ $? != 124 ] || echo silent"
            .formatted(to, ORIGIN_PORT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clear | / | 200 | '' | 200
          connect-timeout-drop | / | 504 | connect-timeout | 504
          firewall-reject | / | 502 | conn-refused | 502
          firewall-reject:with=admin-prohibited | / | 502 | host-down | 502
          firewall-reject:with=net-unreachable | / | 502 | no-route | 502
          host-down | / | 502 | host-down | 502
          host-down:noticed=router | / | 502 | host-down | 502
          host-down:noticed=nowhere | / | 504 | connect-timeout | 504
          no-route | / | 502 | no-route | 502
          mtu-black-hole | / | 200 | '' | 200
          mtu-black-hole | /fault/healthy:size=20000 | 504 | first-byte-timeout | 504
          one-way:after=200 | / | 504 | first-byte-timeout | 504
          packet-loss:percent=100 | / | 504 | connect-timeout | 504
          duplicate | /fault/healthy:size=20000 | 200 | '' | 200
          """)
  void gatewaysSay(String fault, String path, int status, String cause, int nginx)
      throws IOException {
    road.play(fault);
    sees(road.far().ipv4().getHostAddress(), path, new Sight(status, cause), nginx);
  }

  @Test
  void gatewaysSayThatNoIpv6RouteIsThere() throws IOException {
    road.play("dns-ipv6-unreachable");
    String far = "[" + road.far().ipv6().getHostAddress() + "]";
    sees(far, "/", new Sight(502, "no-route"), 502);
  }

  /** One connection is held, and there is no room for another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conntrack-table-full | 504 | connect-timeout | 504
          ephemeral-ports-exhausted:ports=1 | 503 | ephemeral-ports-exhausted | 502
          nat-port-exhaustion | 504 | connect-timeout | 504
          """)
  void gatewaysSayThatThereIsNoRoomForAnother(String fault, int status, String cause, int nginx)
      throws IOException {
    road.play(fault);
    String far = road.far().ipv4().getHostAddress();
    String hold = "exec 3<>/dev/tcp/%s/%s && echo held && read -t 60 <&3";
    try (Inhabitant _ =
        Inhabitant.start(
            road.near(), "held", List.of("bash", "-c", hold.formatted(far, ORIGIN_PORT)))) {
      sees(far, "/", new Sight(status, cause), nginx);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 504, first-byte-timeout", "false, 502, keepalive-race"})
  void aConnectionThatWasForgottenWhileIdleIsUsedAgain(boolean silent, int status, String cause)
      throws IOException {
    road.play("middlebox-idle-drop:seconds=1,silent=" + silent);
    Path plan = plan(road.far().ipv4().getHostAddress());
    try (Inhabitant _ =
        Inhabitant.start(
            road.near(), "serving at", Inhabitant.goodgate("serve", plan.toString()))) {
      assertThat(get("/")).isEqualTo(new Sight(200, ""));
      Inhabitant.ask(road.near(), "sleep", "2");
      assertThat(get("/")).isEqualTo(new Sight(status, cause));
    }
  }

  @Test
  void whatADeadProcessLeftBehindIsSweptAway() throws IOException {
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.onExit().join().exitValue()).isZero();
    String left = "goodgate-lab-" + dead.pid() + "-abc-near";
    assertThat(ip("add", left)).isZero();
    assertThat(Road.build(chance))
        .isInstanceOfSatisfying(Road.Building.Done.class, done -> done.road().close());
    assertThat(ip("exec", left, "true")).as("it is gone").isNotZero();
    road.play("clear");
    assertThat(connect(4)).as("the road of a living one stays").contains("connected");
  }

  private static int ip(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("ip", "netns"));
    all.addAll(List.of(words));
    return new ProcessBuilder(all).start().onExit().join().exitValue();
  }

  private void sees(String far, String path, Sight ours, int nginx) throws IOException {
    try (Inhabitant _ =
        Inhabitant.start(
            road.near(), "serving at", Inhabitant.goodgate("serve", plan(far).toString()))) {
      assertThat(get(path)).as("goodgate").isEqualTo(ours);
    }
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            NGINX.replace("@TO@", far + ":" + ORIGIN_PORT).replace("@FOLDER@", folder.toString()));
    try (Inhabitant _ =
        Inhabitant.start(
            road.near(), "[notice]", List.of("nginx", "-e", "stderr", "-c", config.toString()))) {
      assertThat(get(path).status()).as("nginx").isEqualTo(nginx);
    }
  }

  private Path plan(String far) throws IOException {
    return Files.writeString(
        folder.resolve("plan.yaml"), PLAN.replace("@TO@", far + ":" + ORIGIN_PORT));
  }

  private Sight get(String path) throws IOException {
    return Sight.of(
        Inhabitant.ask(
            road.near(),
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
