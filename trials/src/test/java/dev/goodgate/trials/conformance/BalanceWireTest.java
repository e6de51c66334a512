package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which endpoint is asked (ADR 0031). */
@Execution(ExecutionMode.CONCURRENT)
class BalanceWireTest {
  private final CountDownLatch slow = new CountDownLatch(1);
  private final BlockingQueue<String> asked = new ArrayBlockingQueue<>(1_000);

  /** Says its name; asked for /slow it does so when it may, and for /cut it closes instead. */
  private ActingOrigin called(String name) throws IOException {
    return ActingOrigin.playing(scene -> {
      for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
        if (head.startsWith("GET /slow ")) {
          asked.add(name);
          LiveGateway.await(slow);
        } else if (head.startsWith("POST /cut ")) {
          asked.add(name);
          return;
        }
        scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + name.length() + "\r\n\r\n" + name);
      }
    });
  }

  private static LiveGateway gateway(String settings, ActingOrigin... origins) {
    return LiveGateway.by(plan(settings, origins));
  }

  private static String plan(String settings, ActingOrigin... origins) {
    return plan(settings, Arrays.stream(origins).map(ActingOrigin::address).toList());
  }

  /** Two loops, so that it can be seen where they do not agree. */
  private static String plan(String settings, List<String> endpoints) {
    return """
    loops: 2
    listeners: [{ address: "127.0.0.1:0" }]
    trusted: ["127.0.0.1"]
    routes: [{ upstream: web }]
    upstreams: { web: { endpoints: ["%s"], %s } }
    """
        .formatted(String.join("\", \"", endpoints), settings);
  }

  private static String get(String target, String field) {
    return "GET " + target + " HTTP/1.1\r\nHost: lab.test\r\n" + field + "\r\n\r\n";
  }

  /** Who answers each, on a connection of its own. */
  private static List<String> answers(LiveGateway gateway, int count, IntFunction<String> request)
      throws IOException {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try (RawClient client = gateway.client()) {
        answers.add(client.send(request.apply(i)).reply().body());
      }
    }
    return answers;
  }

  private String nextAsked() throws InterruptedException {
    String name = asked.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return name == null ? "nobody" : name;
  }

  @Test
  void sparesAnEndpointThatIsBusy() throws Exception {
    try (ActingOrigin a = called("a");
        ActingOrigin b = called("b");
        LiveGateway gateway = LiveGateway.with("balance: least-requests", "", a, b);
        RawClient busy = gateway.client()) {
      busy.send(get("/slow", "X: y"));
      String spared = nextAsked();

      assertThat(answers(gateway, 20, i -> get("/", "X: y"))).hasSize(20).doesNotContain(spared);

      slow.countDown();
      assertThat(busy.reply().body()).isEqualTo(spared);
      assertThat(Collections.frequency(answers(gateway, 20, i -> get("/", "X: y")), spared))
          .isEqualTo(10);
    }
  }

  @Test
  void givesAnEndpointAsMuchAsItWeighs() throws Exception {
    for (String balance : List.of("round-robin", "least-requests")) {
      try (ActingOrigin a = called("a");
          ActingOrigin b = called("b");
          LiveGateway gateway =
              LiveGateway.by(
                  """
                  listeners: [{ address: "127.0.0.1:0" }]
                  routes: [{ upstream: web }]
                  upstreams:
                    web:
                      balance: %s
                      endpoints: [{ address: "%s", weight: 3 }, "%s"]
                  """
                      .formatted(balance, a.address(), b.address()))) {
        List<String> answers = answers(gateway, 40, i -> get("/", "X: y"));
        assertThat(Collections.frequency(answers, "a")).isEqualTo(30);
        assertThat(Collections.frequency(answers, "b")).isEqualTo(10);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "client, /, X-Forwarded-For: 192.0.2.",
    "path, /a/, X: y",
    "header X-Tenant, /, x-tenant: tenant-",
    "cookie sid, /, Cookie: a=b; sid="
  })
  void asksTheSameEndpointForTheSameKeyThroughReloadsAndRestarts(
      String by, String target, String field) throws Exception {
    String settings = "balance: hash, hash: { by: " + by + " }";
    IntFunction<String> request =
        i -> by.equals("path") ? get(target + i + "?q", field) : get(target, field + i);
    try (ActingOrigin a = called("a");
        ActingOrigin b = called("b");
        ActingOrigin c = called("c");
        ActingOrigin d = called("d")) {
      List<String> first;
      try (LiveGateway gateway = gateway(settings, a, b, c)) {
        first = answers(gateway, 60, request);
        assertThat(first).contains("a", "b", "c");
        assertThat(answers(gateway, 60, request)).isEqualTo(first);
        assertThat(gateway.turnTo(plan(settings + ", retry: { attempts: 2 }", c, a, b))).isEmpty();
        assertThat(answers(gateway, 60, request)).isEqualTo(first);
      }
      try (LiveGateway gateway = gateway(settings, a, b, c)) {
        assertThat(answers(gateway, 60, request)).isEqualTo(first);
        assertThat(gateway.turnTo(plan(settings, a, b, c, d))).isEmpty();
        List<String> then = answers(gateway, 60, request);
        assertThat(Collections.frequency(then, "d")).isBetween(1, 45);
        for (int i = 0; i < 60; i++) {
          assertThat(then.get(i)).isIn(first.get(i), "d");
        }
      }
    }
  }

  @Test
  void whoIsNotTrustedCannotChooseItsEndpointByAClaim() throws Exception {
    try (ActingOrigin a = called("a");
        ActingOrigin b = called("b");
        ActingOrigin c = called("c");
        LiveGateway gateway =
            LiveGateway.by(
                plan("balance: hash", a, b, c).replace("trusted: [\"127.0.0.1\"]", ""))) {
      assertThat(
              answers(gateway, 30, i -> get("/", "X-Forwarded-For: 192.0.2." + i)).stream()
                  .distinct())
          .hasSize(1);
    }
  }

  @Test
  void keysOfAnEndpointThatRefusesGoToOneOtherEach() throws Exception {
    try (Socket gone = new Socket();
        ActingOrigin a = called("a");
        ActingOrigin b = called("b")) {
      gone.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      List<String> endpoints =
          List.of(a.address(), "127.0.0.1:" + gone.getLocalPort(), b.address());
      IntFunction<String> request = i -> get("/" + i, "X: y");
      List<String> answers;
      try (LiveGateway gateway =
          LiveGateway.by(plan("balance: hash, hash: { by: path }", endpoints))) {
        answers = answers(gateway, 40, request);
        assertThat(answers).containsOnly("a", "b");
        assertThat(answers(gateway, 40, request)).isEqualTo(answers);
      }
      try (LiveGateway gateway = gateway("balance: hash, hash: { by: path }", a, b)) {
        assertThat(answers(gateway, 40, request))
            .as("where it would be without the endpoint that refuses")
            .isEqualTo(answers);
      }
    }
  }

  /** Whatever stayed counted would drive a key from its home. */
  @Test
  void countsNothingThatIsOverHoweverItEnded() throws Exception {
    Set<String> left = new HashSet<>();
    Set<String> cut = new HashSet<>();
    try (ActingOrigin a = called("a");
        ActingOrigin b = called("b");
        ActingOrigin c = called("c");
        LiveGateway gateway = LiveGateway.with("balance: hash, hash: { by: path }", "", a, b, c)) {
      for (int i = 0; i < 12; i++) {
        try (Wire leaving = gateway.wire();
            RawClient client = gateway.client()) {
          leaving.send(get("/slow", "X-Request-Id: left-" + i));
          left.add(nextAsked());
          leaving.reset();
          assertThat(gateway.line("\"left-" + i + "\"")).contains("\"abandoned\":");
          client.send("POST /cut HTTP/1.1\r\nHost: lab.test\r\nContent-Length: 0\r\n\r\n");
          cut.add(nextAsked());
          assertThat(client.reply().status()).isEqualTo(502);
        }
      }
      assertThat(left).hasSize(1).doesNotContain("nobody");
      assertThat(cut).hasSize(1).doesNotContain("nobody");
      slow.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 5", "false, 12"})
  void anEndpointThatHasMuchMoreThanOthersPassesOnWhatItMay(boolean bounded, int most)
      throws Exception {
    String settings = "balance: hash, hash: { by: path, bounded: " + bounded + " }";
    List<RawClient> clients = new ArrayList<>();
    try (ActingOrigin a = called("a");
        ActingOrigin b = called("b");
        ActingOrigin c = called("c");
        LiveGateway gateway = LiveGateway.with(settings, "", a, b, c)) {
      List<String> met = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        RawClient client = gateway.client();
        clients.add(client);
        client.send(get("/slow", "X: y"));
        met.add(nextAsked());
      }
      assertThat(met).doesNotContain("nobody");
      assertThat(met.stream().collect(Collectors.groupingBy(each -> each)).values())
          .extracting(List::size)
          .allMatch(each -> each <= most)
          .contains(most);
      slow.countDown();
      for (RawClient client : clients) {
        assertThat(client.reply().status()).isEqualTo(200);
        client.close();
      }
    }
  }
}
