package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.TurningLoop.Arrivals;
import dev.goodgate.gateway.wire.kernel.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes arrive whole and in order, however little or much comes and whoever does not listen. */
@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class OrderWireTest {
  private static final int PIECE = 4_000;
  private static final int CROWD = 150;

  @AutoClose private final TurningLoop turning;
  private final Loop loop;
  private final Arrivals arrivals;

  OrderWireTest(Transport transport) {
    turning = new TurningLoop(transport);
    loop = turning.loop();
    arrivals = turning.arrivals(() -> new RecordingOwner(loop));
  }

  @AfterEach
  void everythingIsReturned() {
    arrivals.all().forEach(each -> each.socket().close());
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void closesBehindWhatItHasSent() throws Exception {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      Duplex socket = turning.accept(arrivals).socket();
      say(socket, "first ");
      say(socket, "second");
      socket.close();

      assertThat(untilTheEnd(client)).isEqualTo("first second");
    }
  }

  @Test
  void endsItsSideBehindWhatItHasSent() throws Exception {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      say(owner.socket(), "all of it");
      owner.socket().shutdownOutput();
      assertThat(untilTheEnd(client)).isEqualTo("all of it");
      client.send("heard");
      client.shutdownOutput();

      turning.until("the other end is seen", owner::isEnded);
      assertThat(owner.received()).isEqualTo("heard");
    }
  }

  @Test
  void losesNothingOfWhatItTookForOneWhoReadsOnlyAfterTheClose() throws Exception {
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      Duplex socket = turning.accept(arrivals).socket();
      StringBuilder taken = new StringBuilder();
      for (int number = 0; socket.mayWrite(); number++) {
        String piece = Integer.toString(number).repeat(PIECE).substring(0, PIECE);
        taken.append(piece, 0, say(socket, piece));
      }
      socket.close();

      assertThat(untilTheEnd(client)).isEqualTo(taken.toString());
    }
  }

  @Test
  void hearsLittleThenMuchThenLittleAgain() throws Exception {
    StringBuilder sent = new StringBuilder();
    try (OtherSide client = OtherSide.dial(arrivals.address())) {
      RecordingOwner owner = turning.accept(arrivals);
      for (int length : new int[] {1, 1, 1, 5_000, 1, 3_000_000, 1, 1, 4_096, 1}) {
        String next = Character.toString('a' + sent.length() % 26).repeat(length);
        CompletableFuture<OtherSide> sending =
            CompletableFuture.supplyAsync(() -> {
              try {
                return client.send(next);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
        sent.append(next);
        turning.until("it has come", () -> owner.size() == sent.length());
        sending.get();
      }
      assertThat(owner.received()).isEqualTo(sent.toString());
    }
  }

  @Test
  void aCrowdThatNobodyListensToKeepsNoOtherFromBeingHeard() throws IOException {
    List<OtherSide> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(OtherSide.dial(arrivals.address()));
      turning.accept(arrivals);
    }
    for (int round = 1; round <= 2; round++) {
      sayAll(crowd, "x");
      int each = round;
      turning.until("all are heard", () -> heard(CROWD, each));
    }
    arrivals.all().forEach(each -> each.reads = false);
    for (int round = 0; round < 8; round++) {
      sayAll(crowd, "y");
      turning.turnsIn(Duration.ofMillis(5));
    }
    try (OtherSide late = OtherSide.dial(arrivals.address()).send("ab")) {
      RecordingOwner owner = turning.accept(arrivals);
      turning.until("it is heard", () -> owner.size() == 2);
      late.send("cd");
      turning.until("it is heard again", () -> owner.received().equals("abcd"));
    }
    arrivals
        .all()
        .subList(0, CROWD)
        .forEach(each -> {
          each.reads = true;
          each.read();
        });
    turning.until("all are heard at last", () -> heard(CROWD, 10));
    for (OtherSide each : crowd) {
      each.close();
    }
  }

  private boolean heard(int many, int size) {
    return arrivals.all().stream().limit(many).allMatch(each -> each.size() == size);
  }

  private static void sayAll(List<OtherSide> crowd, String text) throws IOException {
    for (OtherSide each : crowd) {
      each.send(text);
    }
  }

  private int say(Duplex socket, String text) {
    return socket.send(turning.scratchWith(text), Loop.HEADROOM, text.length());
  }

  private String untilTheEnd(OtherSide client) throws Exception {
    CompletableFuture<String> all =
        CompletableFuture.supplyAsync(() -> {
          try {
            return client.receiveAll();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    turning.until("the end has come", all::isDone);
    return all.get();
  }
}
