package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.gateway.wire.TurningLoop.Arrivals;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Transport;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class SocketWireTest {
  private static final Duration A_WHILE = Duration.ofMillis(60);

  @AutoClose private final TurningLoop turning;
  private final Loop loop;
  private final Arrivals arrivals;

  SocketWireTest(Transport transport) {
    turning = new TurningLoop(transport);
    loop = turning.loop();
    arrivals = turning.arrivals(() -> new RecordingOwner(loop));
  }

  @AfterEach
  void everythingIsReturned() {
    arrivals.all().forEach(each -> each.socket().close());
    assertThat(loop.openSockets()).isZero();
    assertThat(loop.blocks().lent()).isZero();
  }

  @Test
  void carriesBytesBothWays() throws IOException {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      client.send("ping");
      turning.until("the bytes are there", () -> owner.size() == 4);

      assertThat(owner.received()).isEqualTo("ping");
      assertThat(turning.send(owner.socket(), "pong")).isEqualTo(4);
      assertThat(client.receive(4)).isEqualTo("pong");
    }
  }

  @Test
  void tellsOfBytesThatComeAfterAShortReadOfASocketThatWasNeverWatched() throws IOException {
    try (OtherSide client = OtherSide.dial(arrivals.address()).send("GET / HT")) {
      RecordingOwner owner = turning.accept(arrivals);
      assertThat(owner.received()).isEqualTo("GET / HT");
      client.send("TP/1.1");

      turning.until("the second part is there", () -> owner.size() == 14);
    }
  }

  @Test
  void doesNotTakeAReadThatUrgentBytesCutShortForTheLast() throws IOException {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      turning.turnsIn(A_WHILE);
      client.send("before").sendUrgent('!').send("after");

      turning.until("all but the urgent byte is there", () -> owner.size() == 11);
      assertThat(owner.received()).isEqualTo("beforeafter");
      assertThat(turning.turnsIn(A_WHILE)).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void receivesByPiecesWhatCameAtOnce() throws IOException {
    Arrivals slow = turning.arrivals(() -> new RecordingOwner(loop).deaf());
    try (OtherSide _ = OtherSide.dial(slow.address()).send("abcdefgh")) {
      RecordingOwner owner = turning.accept(slow);
      turning.until("it is told", () -> owner.told > 0);

      assertThat(owner.readOnce(3)).isEqualTo(3);
      assertThat(owner.readOnce(3)).isEqualTo(3);
      assertThat(owner.readOnce(3)).isEqualTo(2);
      assertThat(owner.readOnce(3)).isEqualTo(Duplex.AGAIN);
      assertThat(owner.received()).isEqualTo("abcdefgh");
      owner.socket().close();
    }
  }

  @Test
  void tellsWhenABlockedSendCanGoOn() throws Exception {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      String piece = "x".repeat(Loop.SCRATCH);
      int sent = 0;
      while (owner.socket().mayWrite()) {
        sent += turning.send(owner.socket(), piece);
      }
      turning.turnsIn(A_WHILE);
      assertThat(owner.socket().mayWrite()).isFalse();
      assertThat(turning.send(owner.socket(), piece)).isZero();

      int owed = sent;
      CompletableFuture<String> got =
          CompletableFuture.supplyAsync(() -> {
            try {
              return client.receive(owed + 4);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      turning.until("it can send again", () -> owner.socket().mayWrite());
      assertThat(turning.send(owner.socket(), "last")).isEqualTo(4);

      assertThat(got.get()).hasSize(sent + 4).endsWith("last");
    }
  }

  @Test
  void stillSendsToOneThatHasEndedItsSide() throws IOException {
    try (OtherSide client = OtherSide.dial(arrivals.address()).send("all of it")) {
      client.shutdownOutput();
      RecordingOwner owner = turning.accept(arrivals);
      turning.until("the end is seen", owner::isEnded);

      assertThat(owner.received()).isEqualTo("all of it");
      assertThat(owner.socket().isBroken()).isFalse();
      turning.send(owner.socket(), "answer");
      assertThat(client.receive(6)).isEqualTo("answer");
    }
  }

  @Test
  void stillReceivesAfterItHasEndedItsOwnSide() throws IOException {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      turning.send(owner.socket(), "last words");
      owner.socket().shutdownOutput();
      assertThat(client.receiveAll()).isEqualTo("last words");
      client.send("thanks").shutdownOutput();

      turning.until("the other end is seen", owner::isEnded);
      assertThat(owner.received()).isEqualTo("thanks");
    }
  }

  @Test
  void seesTheEndThatComesTogetherWithTheLastBytes() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (OtherSide client = OtherSide.dial(arrivals.address())) {
        RecordingOwner owner = turning.accept(arrivals);
        client.send("bye").leave();
        turning.until("the end is seen", owner::isEnded);

        assertThat(owner.received()).isEqualTo("bye");
        owner.socket().close();
      }
    }
  }

  @Test
  void seesAResetAsItsErrnoAndOnlyAfterTheBytesBeforeIt() throws IOException {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      client.send("half a");
      client.reset();
      turning.until("the reset is seen", () -> owner.result < 0);

      assertThat(owner.received()).isEqualTo("half a");
      assertThat(Errno.of(-owner.result)).isEqualTo(Errno.ECONNRESET);
      assertThat(owner.socket().isBroken()).isTrue();
      assertThat(turning.turnsIn(A_WHILE)).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void seesAResetAsItsErrnoAlsoWhereASendMetItFirst() throws IOException {
    Arrivals deaf = turning.arrivals(() -> new RecordingOwner(loop).deaf());
    try (OtherSide client = OtherSide.dial(deaf.address())) {
      RecordingOwner owner = turning.accept(deaf);
      client.reset();
      turning.until("the reset is told", () -> owner.socket().isBroken());

      assertThat(turning.send(owner.socket(), "x")).isEqualTo(-Errno.ECONNRESET.number());
      assertThat(owner.readOnce(1)).isEqualTo(-Errno.ECONNRESET.number());
      owner.socket().close();
    }
  }

  @Test
  void abortIsSeenAsAReset() throws IOException {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      owner.socket().abort();

      assertThatThrownBy(client::receiveAll)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void aClosedSocketDoesNothingMore() throws IOException {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      Duplex socket = owner.socket();
      socket.close();
      socket.close();
      socket.abort();
      socket.again();
      client.send("too late");
      turning.turnsIn(A_WHILE);

      assertThat(owner.told).isZero();
      assertThat(owner.readOnce(10)).isEqualTo(Duplex.AGAIN);
      assertThat(turning.send(socket, "x")).isZero();
      assertThat(socket.watch()).isZero();
      assertThat(socket.mayRead()).isFalse();
      assertThat(socket.mayWrite()).isFalse();
    }
  }
}
