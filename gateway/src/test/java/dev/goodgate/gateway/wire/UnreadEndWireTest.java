package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.TurningLoop.Arrivals;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An end behind bytes that nobody reads: what Java's selector alone cannot tell (ADR 0014). */
@ParameterizedClass
@MethodSource("transports")
class UnreadEndWireTest {
  private static final Duration A_WHILE = Duration.ofMillis(60);

  @AutoClose private final TurningLoop turning;
  private final Loop loop;

  UnreadEndWireTest(Transport transport) {
    turning = new TurningLoop(transport);
    loop = turning.loop();
  }

  static Stream<Transport> transports() {
    return Transport.here().stream().filter(each -> each != Transport.NIO);
  }

  @Test
  void seesAnEndAsAnEndAlsoWhereASendMetABrokenPipe() throws IOException {
    Arrivals deaf = turning.arrivals(() -> new RecordingOwner(loop).deaf());
    try (OtherSide client = OtherSide.dial(deaf.address())) {
      RecordingOwner owner = turning.accept(deaf);
      client.send("whole").leave();
      turning.until("the end is told", () -> owner.socket().isEnded());
      int first = turning.send(owner.socket(), "x");
      assertThat(first).isEqualTo(1);
      turning.until("the send is answered by a reset", () -> owner.socket().isBroken());
      assertThat(turning.send(owner.socket(), "x")).isEqualTo(-Errno.EPIPE.number());

      owner.read();
      assertThat(owner.received()).isEqualTo("whole");
      assertThat(owner.isEnded()).isTrue();
      owner.socket().close();
    }
  }

  @Test
  void sleepsWhileNobodyReadsFromOneThatHasLeft() throws IOException {
    Arrivals deaf = turning.arrivals(() -> new RecordingOwner(loop).deaf());
    try (OtherSide polite = OtherSide.dial(deaf.address());
        OtherSide rude = OtherSide.dial(deaf.address())) {
      polite.send("unread").leave();
      rude.reset();
      turning.until("both are told", () -> deaf.all().size() == 2 && toldAll(deaf));

      assertThat(turning.turnsIn(A_WHILE)).isLessThanOrEqualTo(3);
      deaf.all().forEach(each -> each.socket().close());
    }
  }

  private static boolean toldAll(Arrivals arrivals) {
    return arrivals.all().stream().allMatch(each -> each.socket().isEnded());
  }
}
