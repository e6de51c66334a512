package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A defect of the gateway's own costs the connection that it meets, and is told as what it is. It
 * is brought about by limits that no plan can hold, at which arithmetic fails.
 */
@Isolated("it listens for what no thread has caught")
class DefectWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: it\r\n\r\n";

  private final List<Throwable> told = new CopyOnWriteArrayList<>();
  private Thread.UncaughtExceptionHandler before;

  @BeforeEach
  void listens() {
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, defect) -> told.add(defect));
  }

  @AfterEach
  void stopsListening() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  /** It fails at every reply. */
  private static LiveGateway defective(ActingOrigin origin) {
    return LiveGateway.altered(
        plan ->
            new Plan(
                plan.name(),
                plan.listeners(),
                plan.trusted(),
                plan.routes(),
                plan.upstreams(),
                plan.resolver(),
                plan.admin(),
                plan.ledger(),
                plan.accessLog(),
                withoutReplyHead(plan.limits()),
                plan.loops(),
                plan.places()),
        origin);
  }

  private static Limits withoutReplyHead(Limits limits) {
    return new Limits(
        limits.connections(),
        limits.head(),
        limits.fields(),
        -1,
        limits.streams(),
        limits.headTimeout(),
        limits.keepAlive(),
        limits.stall(),
        limits.leastRate(),
        limits.drain(),
        limits.failuresKept());
  }

  @Test
  void isNeverSaidToBeTheClients() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = defective(origin);
        Wire client = gateway.wire()) {
      client.send(GET);
      assertThat(client.rest()).isEmpty();

      assertThat(gateway.line("\"id\":\"it\""))
          .contains("\"cause\":\"gateway-internal-error\"", "\"fault\":\"gateway\"")
          .doesNotContain("client-closed");
      assertThat(told).hasSize(1).first().isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void isToldOfEachRequestOnAConnectionInHttp2() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = defective(origin);
        Http2Wire client = Http2Wire.greeted(gateway.address())) {
      client.ask(1, Http2Wire.fields(new Field("x-request-id", "it")));
      client.isReset(1, Frame.Code.INTERNAL_ERROR);

      assertThat(gateway.line("\"id\":\"it\""))
          .contains("\"cause\":\"gateway-internal-error\"")
          .doesNotContain("client-closed");
    }
  }

  @Test
  void keepsNothingFromGoingOnOrFromEnding() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = defective(origin);
        Wire first = gateway.wire();
        Wire second = gateway.wire()) {
      first.send(GET);
      assertThat(first.rest()).isEmpty();
      second.send(GET);
      assertThat(second.rest()).isEmpty();

      assertThat(origin.connections()).as("the second was served as far").isEqualTo(2);
      assertThat(gateway.drain()).succeedsWithin(Wire.PATIENCE);
    }
  }
}
