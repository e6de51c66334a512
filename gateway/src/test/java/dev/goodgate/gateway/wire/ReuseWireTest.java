package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.TurningLoop.Arrivals;
import dev.goodgate.gateway.wire.kernel.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A closed socket's number lives on in another one: what was said of the first is not told it. */
@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class ReuseWireTest {
  private static final int MANY = 16;

  @AutoClose private final TurningLoop turning;
  private final Loop loop;
  private final List<RecordingOwner> owners = new ArrayList<>();

  ReuseWireTest(Transport transport) {
    turning = new TurningLoop(transport);
    loop = turning.loop();
  }

  @Test
  void anEventOfTheSameBatchDoesNotReachTheNextOwnerOfANumber() throws IOException {
    List<RecordingOwner> fresh = new ArrayList<>();
    try (ServerSocket quiet = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
      // whoever is told first closes all the others and dials as many anew
      Arrivals arrivals =
          turning.arrivals(() ->
              new RecordingOwner(
                  loop,
                  told -> {
                    closeOthers(told);
                    while (fresh.size() < MANY - 1) {
                      RecordingOwner owner = new RecordingOwner(loop).deaf();
                      fresh.add(owner);
                      owner.dialled(loop.dial(quiet.getLocalSocketAddress(), owner, _ -> {}));
                    }
                  }));
      List<OtherSide> clients = connect(arrivals);
      sayNow(clients);
      loop.turn();

      assertThat(fresh).hasSize(MANY - 1);
      assertThat(owners.stream().mapToInt(each -> each.told).sum()).isEqualTo(1);
      assertThat(fresh).allSatisfy(each -> assertThat(each.told).isZero());
      turning.until("all are connected", () -> fresh.stream().allMatch(each -> each.told > 0));
      fresh.forEach(each -> assertThat(each.socket().finishConnect()).isZero());
      fresh.forEach(each -> assertThat(each.socket().mayRead()).isFalse());
      closeAll(clients);
    }
  }

  @Test
  void anEventOfTheSameBatchDoesNotReachAnAcceptedOwnerThatWatchesNothing() throws IOException {
    List<RecordingOwner> fresh = new ArrayList<>();
    int late = loop.listen(new InetSocketAddress("127.0.0.1", 0), 64, false, _ -> {});
    List<OtherSide> waiting = new ArrayList<>();
    for (int i = 1; i < MANY; i++) {
      waiting.add(OtherSide.dial((InetSocketAddress) loop.listenerAddress(late)));
    }
    Arrivals arrivals =
        turning.arrivals(() ->
            new RecordingOwner(
                loop,
                told -> {
                  closeOthers(told);
                  while (fresh.size() < MANY - 1) {
                    RecordingOwner owner = new RecordingOwner(loop).deaf();
                    owner.watches = false;
                    fresh.add(owner);
                    assertThat(loop.accept(late, _ -> owner)).isZero();
                  }
                }));
    sayNow(connect(arrivals));
    loop.turn();

    assertThat(fresh).hasSize(MANY - 1).allSatisfy(each -> assertThat(each.told).isZero());
    closeAll(waiting);
  }

  @Test
  void aCallbackMayCloseAnySocketOfItsBatchItselfIncluded() throws IOException {
    Arrivals arrivals =
        turning.arrivals(
            () -> new RecordingOwner(loop, _ -> owners.forEach(each -> each.socket().close())));
    List<OtherSide> clients = connect(arrivals);
    sayNow(clients);
    turning.turnsIn(Duration.ofMillis(30));

    assertThat(owners.stream().mapToInt(each -> each.told).sum()).isEqualTo(1);
    assertThat(loop.openSockets()).isZero();
    closeAll(clients);
  }

  @Test
  void aTimerMayCloseSocketsThatAskedForAnotherTurn() throws IOException {
    Arrivals arrivals = turning.arrivals(() -> new RecordingOwner(loop));
    List<OtherSide> clients = connect(arrivals);
    turning.turnsIn(Duration.ofMillis(10));
    owners.forEach(each -> each.told = 0);
    Timer closing =
        loop.timer(() ->
            owners.forEach(each -> {
              each.socket().again();
              each.socket().close();
            }));
    closing.set(loop.now());
    turning.turnsIn(Duration.ofMillis(30));

    assertThat(owners).allSatisfy(each -> assertThat(each.told).isZero());
    assertThat(loop.openSockets()).isZero();
    closeAll(clients);
  }

  private void closeOthers(RecordingOwner than) {
    owners.stream().filter(each -> each != than).forEach(each -> each.socket().close());
  }

  private static void sayNow(List<OtherSide> clients) throws IOException {
    for (OtherSide client : clients) {
      client.send("now");
    }
  }

  private static void closeAll(List<OtherSide> clients) throws IOException {
    for (OtherSide client : clients) {
      client.close();
    }
  }

  private List<OtherSide> connect(Arrivals arrivals) throws IOException {
    List<OtherSide> clients = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      clients.add(OtherSide.dial(arrivals.address()));
    }
    turning.until("all are accepted", () -> arrivals.all().size() == MANY);
    owners.addAll(arrivals.all());
    return clients;
  }
}
