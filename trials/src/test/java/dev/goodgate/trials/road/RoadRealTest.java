package dev.goodgate.trials.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.road.Road;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each fault of the road, as a plain connect, our gateway and Debian's nginx see it. Everything
 * runs in network namespaces of its own.
 */
@Tag("real")
@Tag("namespaces")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class RoadRealTest {
  /** As many at a time: they mostly wait. */
  private static final int ROADS = 4;

  private final Random chance = new Random();
  private final BlockingQueue<Stretch> free = new ArrayBlockingQueue<>(ROADS);

  @BeforeAll
  void build(@TempDir Path folder) throws IOException {
    for (int count = 0; count < ROADS; count++) {
      Path own = Files.createDirectory(folder.resolve("road-" + count));
      switch (Road.build(chance)) {
        case Road.Building.Done(Road built) -> free.add(Stretch.of(built, own, free));
        case Road.Building.Impossible(String why) -> throw new AssertionError(why);
      }
    }
  }

  @AfterAll
  void remove() throws IOException {
    for (Stretch each : free) {
      each.remove();
      assertThat(each.town().program(List.of("true")).start().onExit().join().exitValue())
          .as("the town is gone")
          .isNotZero();
    }
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
  void aPlainConnectSees(String fault, int family, String seen) throws Exception {
    try (Stretch stretch = free.take().with(fault)) {
      assertThat(stretch.connect(family)).contains(seen);
    }
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
      throws Exception {
    try (Stretch stretch = free.take().with(fault)) {
      stretch.sees(4, path, new Sight(status, cause), nginx);
    }
  }

  @Test
  void gatewaysSayThatNoIpv6RouteIsThere() throws Exception {
    try (Stretch stretch = free.take().with("dns-ipv6-unreachable")) {
      stretch.sees(6, "/", new Sight(502, "no-route"), 502);
    }
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
      throws Exception {
    try (Stretch stretch = free.take().with(fault);
        Inhabitant _ = stretch.holdsAConnection()) {
      stretch.sees(4, "/", new Sight(status, cause), nginx);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 504, first-byte-timeout", "false, 502, keepalive-race"})
  void aConnectionThatWasForgottenWhileIdleIsUsedAgain(boolean silent, int status, String cause)
      throws Exception {
    String fault = "middlebox-idle-drop:seconds=1,silent=" + silent;
    try (Stretch stretch = free.take().with(fault);
        Inhabitant _ = stretch.goodgate(4)) {
      assertThat(stretch.get("/")).isEqualTo(new Sight(200, ""));
      Inhabitant.ask(stretch.town(), "sleep", "2");
      assertThat(stretch.get("/")).isEqualTo(new Sight(status, cause));
    }
  }

  @Test
  void whatADeadProcessLeftBehindIsSweptAway() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.onExit().join().exitValue()).isZero();
    String left = "goodgate-lab-" + dead.pid() + "-abc-near";
    assertThat(ip("add", left)).isZero();
    assertThat(Road.build(chance))
        .isInstanceOfSatisfying(Road.Building.Done.class, done -> done.road().close());
    assertThat(ip("exec", left, "true")).as("it is gone").isNotZero();
    try (Stretch stretch = free.take().with("clear")) {
      assertThat(stretch.connect(4)).as("the road of a living one stays").contains("connected");
    }
  }

  private static int ip(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("ip", "netns"));
    all.addAll(List.of(words));
    return new ProcessBuilder(all).start().onExit().join().exitValue();
  }
}
