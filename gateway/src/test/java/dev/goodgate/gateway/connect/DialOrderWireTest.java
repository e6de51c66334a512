package dev.goodgate.gateway.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.TurningLoop;
import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An endpoint's addresses are tried one after the other. */
@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class DialOrderWireTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;
  @AutoClose private final TurningLoop turning;
  private final Loop loop;
  private final RecordingUser user = new RecordingUser();
  private ServerSocket listener;
  private SocketAddress there;
  private SocketAddress refusing;
  private SocketAddress missing;

  DialOrderWireTest(Transport transport) {
    turning = new TurningLoop(transport);
    loop = turning.loop();
  }

  @BeforeEach
  void listens() throws IOException {
    listener = new ServerSocket(0, 64, LOOPBACK);
    there = listener.getLocalSocketAddress();
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      refusing = gone.getLocalSocketAddress();
    }
    missing = UnixDomainSocketAddress.of(folder.resolve("missing"));
  }

  @AfterEach
  void everythingIsReturned() throws IOException {
    user.connected.forEach(UpstreamConnection::close);
    listener.close();
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void goesOnUntilOneConnects() {
    UpstreamConnection connection = connect(refusing, missing, refusing, there);

    assertThat(user.connected).containsExactly(connection);
    assertThat(user.failures).isEmpty();
    assertThat(connection.dialled()).isEqualTo("127.0.0.1:" + listener.getLocalPort());
    assertThat(loop.openSockets()).isEqualTo(1);
  }

  @Test
  void givesUpASilentAddressWhenItIsToldTo() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1, LOOPBACK);
        Crowd crowd = Crowd.before(full)) {
      UpstreamConnection connection =
          connections(List.of(full.getLocalSocketAddress(), there)).fresh(user);
      connection.connect();
      turning.turnsIn(Duration.ofMillis(30));
      assertThat(user.isAnswered()).isFalse();
      assertThat(crowd.isThere()).isTrue();

      connection.turnToNextAddress();
      turning.until("it is connected", user::isAnswered);
      assertThat(user.connected).containsExactly(connection);
      assertThat(connection.dialled()).isEqualTo("127.0.0.1:" + listener.getLocalPort());
      assertThat(user.left).containsExactly(2, 1);
    }
  }

  @Test
  void staysWithTheLastAddressWhateverItIsTold() {
    UpstreamConnection connection = connections(List.of(there)).fresh(user);
    connection.connect();
    connection.turnToNextAddress();
    turning.until("it is connected", user::isAnswered);

    assertThat(user.connected).containsExactly(connection);
  }

  /** Clients who fill the queue of a listener that accepts nobody. */
  private record Crowd(List<SocketChannel> channels) implements AutoCloseable {
    static Crowd before(ServerSocket full) throws IOException {
      List<SocketChannel> channels = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(full.getLocalSocketAddress());
        channels.add(channel);
      }
      return new Crowd(channels);
    }

    boolean isThere() {
      return channels.stream().allMatch(SocketChannel::isOpen);
    }

    @Override
    public void close() throws IOException {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }

  @Test
  void tellsTheLastFailureWhenAllHaveFailed() {
    connect(missing, refusing);

    assertThat(user.connected).isEmpty();
    assertThat(user.failures).hasSize(1);
    assertThat(user.failures.getFirst().symptom()).isEqualTo(Symptom.REFUSED);
    assertThat(user.failures.getFirst().actor()).isEqualTo(Actor.ENDPOINT);
  }

  @Test
  void tellsAtOnceWhatFailsAtOnce() {
    connections(List.of(missing, missing)).fresh(user).connect();

    assertThat(user.failures).hasSize(1);
    assertThat(user.failures.getFirst().detail().says())
        .isEqualTo("connect to a path failed with ENOENT (2)");
  }

  @Test
  void beginsEachTimeWithTheNextAddress() throws IOException {
    try (ServerSocket second = new ServerSocket(0, 64, LOOPBACK)) {
      EndpointConnections connections = connections(List.of(there, second.getLocalSocketAddress()));
      for (int i = 1; i <= 4; i++) {
        int count = i;
        connections.fresh(user).connect();
        turning.until("it is connected", () -> user.connected.size() == count);
      }
      assertThat(user.connected)
          .extracting(UpstreamConnection::dialled)
          .containsExactly(
              "127.0.0.1:" + listener.getLocalPort(),
              "127.0.0.1:" + second.getLocalPort(),
              "127.0.0.1:" + listener.getLocalPort(),
              "127.0.0.1:" + second.getLocalPort());
    }
  }

  @Test
  void saysThatTheNameIsUnresolvedWhereThereIsNoAddress() {
    connections(List.of()).fresh(user).connect();

    assertThat(user.failures).hasSize(1);
    assertThat(user.failures.getFirst().phase()).isEqualTo(Phase.RESOLVE);
    assertThat(user.failures.getFirst().symptom()).isEqualTo(Symptom.UNRESOLVED);
  }

  @Test
  void triesNotMoreThanSomeOfVeryManyAddresses() {
    List<SocketAddress> many = Collections.nCopies(20_000, missing);
    connections(many).fresh(user).connect();

    assertThat(user.failures).hasSize(1);
    assertThat(AddressBook.Entry.of(many).addresses()).hasSize(AddressBook.Entry.MAX_ADDRESSES);
  }

  @Test
  void thereAreNoFactsAboutAConnectionThatNeverWas() {
    UpstreamConnection connection = connect(refusing);

    assertThat(connection.facts(loop.now())).isNull();
  }

  @Test
  void oneThatIsClosedWhileConnectingTellsNobody() {
    UpstreamConnection connection = connections(List.of(refusing, there)).fresh(user);
    connection.connect();
    connection.close();
    turning.turnsIn(Duration.ofMillis(30));

    assertThat(user.isAnswered()).isFalse();
    assertThat(loop.openSockets()).isZero();
  }

  private UpstreamConnection connect(SocketAddress... addresses) {
    UpstreamConnection connection = connections(List.of(addresses)).fresh(user);
    connection.connect();
    turning.until("it is connected or not", user::isAnswered);
    return connection;
  }

  private EndpointConnections connections(List<SocketAddress> addresses) {
    return new EndpointConnections(
        loop,
        AddressBook.Entry.of(new ArrayList<>(addresses)),
        EndpointConnections.Dress.NONE,
        KeepAlive.DEFAULT,
        8);
  }
}
