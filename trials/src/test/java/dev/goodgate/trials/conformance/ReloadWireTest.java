package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a gateway goes over to another plan while it runs (ADR 0013). */
@Execution(ExecutionMode.CONCURRENT)
class ReloadWireTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";

  private static ActingOrigin saying(String what, CountDownLatch slow) throws Exception {
    return ActingOrigin.playing(scene -> {
      for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
        if (head.startsWith("GET /slow ")) {
          LiveGateway.await(slow);
        }
        scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + what.length() + "\r\n\r\n" + what);
      }
    });
  }

  @Test
  void endsWhatIsUnderWayByTheOldPlanAndBeginsByTheNew() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    try (ActingOrigin before = saying("old", slow);
        ActingOrigin after = saying("new", slow);
        LiveGateway gateway = LiveGateway.before(before);
        RawClient busy = gateway.client();
        RawClient kept = gateway.client()) {
      assertThat(kept.send(GET).reply().body()).isEqualTo("old");
      busy.send(GET.replace("GET / ", "GET /slow "));
      before.nextHead();
      before.nextHead();

      assertThat(gateway.turnTo(after)).isEmpty();

      assertThat(kept.send(GET).reply().body()).isEqualTo("new");
      slow.countDown();
      assertThat(busy.reply().body()).isEqualTo("old");
      assertThat(busy.send(GET).reply().body()).isEqualTo("new");
      assertThat(gateway.line("\"target\":\"/slow\"")).contains(before.address().toString());
    }
  }

  @Test
  void staysWithTheOldPlanWhereTheNewOneCannotBeListenedAt() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ActingOrigin before = saying("old", never);
        LiveGateway gateway = LiveGateway.before(before);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawClient client = gateway.client()) {
      String plan =
          """
          loops: 1
          listeners: [{ address: "127.0.0.1:0" }, { address: "127.0.0.1:%d" }]
          routes: [{ upstream: web }]
          upstreams: { web: { endpoints: ["127.0.0.1:1"] } }
          """
              .formatted(taken.getLocalPort());

      assertThat(gateway.turnTo(plan))
          .hasValueSatisfying(
              refused -> assertThat(refused).asString().contains("another program"));

      assertThat(gateway.addresses()).containsExactly(gateway.address());
      assertThat(client.send(GET).reply().body()).isEqualTo("old");
    }
  }

  private static String planOf(int loops, String listeners, ActingOrigin origin) {
    return """
    loops: %d
    listeners: [%s]
    trusted: ["127.0.0.1"]
    routes: [{ upstream: web }]
    upstreams: { web: { endpoints: ["%s"] } }
    """
        .formatted(loops, listeners, origin.address());
  }

  @Test
  void keepsListenersApartThatAreWrittenAlike() throws Exception {
    String any = "{ address: \"127.0.0.1:0\" }";
    String told = "{ address: \"127.0.0.1:0\", proxy-protocol: true }";
    try (ActingOrigin origin = saying("here", new CountDownLatch(1));
        LiveGateway gateway = LiveGateway.by(planOf(2, any + ", " + told, origin))) {
      List<SocketAddress> both = gateway.addresses();
      assertThat(both).doesNotHaveDuplicates().hasSize(2);
      assertThat(saidAt(both.get(0), GET)).isEqualTo("here");
      assertThat(saidAt(both.get(1), "PROXY UNKNOWN\r\n" + GET)).isEqualTo("here");

      assertThat(gateway.turnTo(planOf(2, any + ", " + any + ", " + told, origin))).isEmpty();
      List<SocketAddress> three = gateway.addresses();
      assertThat(three).doesNotHaveDuplicates().hasSize(3).startsWith(both.get(0), both.get(1));
      assertThat(saidAt(three.get(1), GET)).isEqualTo("here");
      assertThat(saidAt(three.get(2), "PROXY UNKNOWN\r\n" + GET)).isEqualTo("here");

      assertThat(gateway.turnTo(planOf(2, any, origin))).isEmpty();
      assertThat(gateway.addresses()).containsExactly(both.get(0));
      assertThat(saidAt(both.get(0), GET)).isEqualTo("here");
    }
  }

  private static String saidAt(SocketAddress address, String request) throws IOException {
    try (RawClient client = RawClient.connect((InetSocketAddress) address, Wire.PATIENCE)) {
      return client.send(request).reply().body();
    }
  }
}
