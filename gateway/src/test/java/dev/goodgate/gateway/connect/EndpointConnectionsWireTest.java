package dev.goodgate.gateway.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.OtherSide;
import dev.goodgate.gateway.wire.TurningLoop;
import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.vocabulary.plan.KeepAlive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that wait for their next user. */
@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class EndpointConnectionsWireTest {
  private static final int NOTHING_ADVERTISED = -1;

  @AutoClose private final TurningLoop turning;
  private final Loop loop;
  private final List<OtherSide> others = new ArrayList<>();
  private final RecordingUser user = new RecordingUser();
  private ServerSocket listener;
  private EndpointConnections connections;

  EndpointConnectionsWireTest(Transport transport) {
    turning = new TurningLoop(transport);
    loop = turning.loop();
  }

  @BeforeEach
  void listens() throws IOException {
    listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    keep(new KeepAlive(Duration.ofSeconds(10), 8));
  }

  @AfterEach
  void everythingIsReturned() throws IOException {
    connections.flush();
    listener.close();
    for (OtherSide each : others) {
      each.close();
    }
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void lendsTheLastReturnedFirst() throws IOException {
    UpstreamConnection first = connect();
    UpstreamConnection second = connect();
    second.giveBack(NOTHING_ADVERTISED);
    first.giveBack(NOTHING_ADVERTISED);

    assertThat(connections.takeIdle(user, true)).isSameAs(first);
    assertThat(connections.takeIdle(user, true)).isSameAs(second);
    assertThat(connections.takeIdle(user, true)).isNull();
    assertThat(first.isReused()).isTrue();
    first.close();
    second.close();
  }

  @Test
  void tellsWhoeverHoldsItOfBytesAndNobodyElse() throws IOException {
    UpstreamConnection connection = connect();
    connection.giveBack(NOTHING_ADVERTISED);
    RecordingUser next = new RecordingUser();
    connections.takeIdle(next, true);
    others.getFirst().send("answer");
    turning.until("the next is told", () -> next.told > 0);

    assertThat(user.told).isZero();
    connection.close();
  }

  @Test
  void lendsNothingThatHasWaitedForItsLimit() throws IOException {
    connect().giveBack(NOTHING_ADVERTISED);
    turning.skip(Duration.ofMillis(9_900));
    UpstreamConnection again = connections.takeIdle(user, true);
    assertThat(again).isNotNull();
    again.giveBack(NOTHING_ADVERTISED);
    turning.skip(Duration.ofSeconds(10));

    assertThat(connections.takeIdle(user, true)).isNull();
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void retiresWhatHasWaitedForItsLimitThoughNobodyAsks() throws IOException {
    UpstreamConnection first = connect();
    UpstreamConnection second = connect();
    first.giveBack(NOTHING_ADVERTISED);
    turning.skip(Duration.ofSeconds(5));
    second.giveBack(NOTHING_ADVERTISED);
    turning.skip(Duration.ofMillis(5_100));
    assertThat(loop.openSockets()).isEqualTo(1);

    turning.skip(Duration.ofSeconds(5));
    assertThat(loop.openSockets()).isZero();
    assertThat(others.getFirst().receiveAll()).isEmpty();
  }

  @Test
  void learnsFromWhatTheEndpointAdvertises() throws IOException {
    keep(KeepAlive.DEFAULT);
    UpstreamConnection connection = connect();
    connection.giveBack(5);
    turning.skip(Duration.ofMillis(3_900));
    assertThat(connections.takeIdle(user, true)).isSameAs(connection);

    connection.giveBack(5);
    turning.skip(Duration.ofMillis(4_050));
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void aShorterLimitHoldsForThoseThatWaitAlready() throws IOException {
    keep(KeepAlive.DEFAULT);
    UpstreamConnection first = connect();
    UpstreamConnection second = connect();
    first.giveBack(NOTHING_ADVERTISED);
    second.giveBack(5);
    turning.skip(Duration.ofMillis(4_050));

    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void neverWaitsLongerThanItsDefaultHoweverMuchIsAdvertised() throws IOException {
    keep(KeepAlive.DEFAULT);
    connect().giveBack(Integer.MAX_VALUE);
    turning.skip(Duration.ofMillis(30_050));

    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void aWrittenLimitIsNotUnlearned() throws IOException {
    connect().giveBack(1);
    turning.skip(Duration.ofSeconds(5));

    assertThat(loop.openSockets()).isEqualTo(1);
  }

  @Test
  void keepsNothingWhereTheEndpointAdvertisesZero() throws IOException {
    keep(KeepAlive.DEFAULT);
    connect().giveBack(0);

    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void lendsOnlyWhatIsSurelyFreshWhereTheRequestCannotBeRepeated() throws IOException {
    UpstreamConnection connection = connect();
    connection.giveBack(NOTHING_ADVERTISED);
    turning.skip(Duration.ofMillis(3_900));
    assertThat(connections.takeIdle(user, false)).isSameAs(connection);

    connection.giveBack(NOTHING_ADVERTISED);
    turning.skip(Duration.ofMillis(4_050));
    assertThat(connections.takeIdle(user, false)).isNull();
    assertThat(connections.takeIdle(user, true)).isSameAs(connection);
    connection.close();
  }

  @Test
  void forgetsOneThatTheEndpointClosedWhileItWaited() throws IOException {
    connect().giveBack(NOTHING_ADVERTISED);
    others.getFirst().leave();
    turning.until("it is closed", () -> loop.openSockets() == 0);

    assertThat(connections.takeIdle(user, true)).isNull();
  }

  @Test
  void forgetsOneOnWhichSomethingCameThatNobodyAskedFor() throws IOException {
    connect().giveBack(NOTHING_ADVERTISED);
    others.getFirst().send("HTTP/1.1 408 Request Timeout\r\n\r\n");
    turning.until("it is closed", () -> loop.openSockets() == 0);

    assertThat(connections.takeIdle(user, true)).isNull();
  }

  @Test
  void keepsNothingOnWhichBytesAreLeft() throws IOException {
    UpstreamConnection connection = connect();
    others.getFirst().send("more than was asked for");
    turning.until("the user is told", () -> user.told > 0);
    connection.giveBack(NOTHING_ADVERTISED);

    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void keepsNothingThatIsClosed() throws IOException {
    UpstreamConnection connection = connect();
    connection.duplex().close();
    connection.giveBack(NOTHING_ADVERTISED);

    assertThat(connections.takeIdle(user, true)).isNull();
  }

  @Test
  void keepsNoMoreThanItMay() throws IOException {
    keep(new KeepAlive(Duration.ofSeconds(10), 2));
    List<UpstreamConnection> all = List.of(connect(), connect(), connect());
    all.forEach(each -> each.giveBack(NOTHING_ADVERTISED));
    assertThat(loop.openSockets()).isEqualTo(2);

    connections.flush();
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void tellsTheStoryOfAConnection() throws IOException {
    UpstreamConnection connection = connect();
    turning.skip(Duration.ofSeconds(1));
    connection.giveBack(NOTHING_ADVERTISED);
    turning.skip(Duration.ofSeconds(2));
    connections.takeIdle(user, true);
    var facts = connection.facts(loop.now());

    assertThat(facts.reused()).isTrue();
    assertThat(facts.earlier()).isEqualTo(1);
    assertThat(facts.age()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
    assertThat(facts.idle()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(7));
    assertThat(connection.dialled()).isEqualTo("127.0.0.1:" + listener.getLocalPort());
    assertThat(facts.local()).isEqualTo("127.0.0.1:" + others.getFirst().remotePort());
    connection.close();
  }

  private void keep(KeepAlive keepAlive) {
    connections =
        new EndpointConnections(
            loop,
            AddressBook.Entry.of(List.of(listener.getLocalSocketAddress())),
            EndpointConnections.Dress.NONE,
            keepAlive,
            keepAlive.max());
  }

  private UpstreamConnection connect() throws IOException {
    int before = user.connected.size();
    connections.fresh(user).connect();
    turning.until("it is connected", () -> user.connected.size() > before);
    others.add(new OtherSide(listener.accept()));
    return user.connected.get(before);
  }
}
