package dev.goodgate.lab.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyLinkWireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final int SHORT_MILLIS = 150;
  private static final long SEED = 7;

  private final AtomicLong manual = new AtomicLong();
  private ServerSocket endpoint;
  private FaultyLink link;

  @BeforeEach
  void start() throws IOException {
    endpoint = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    link = link(System::nanoTime);
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clear",
        "delay:delay=20ms,jitter=20ms",
        "narrow:rate=20KiB",
        "stall:way=both,span=20ms",
        "split",
        "gather:size=1KiB,span=5ms",
        "corrupt:after=99999",
        "loss:after=99999",
        "reset-on-the-way:after=99999",
        "middlebox-idle-drop:idle=1m",
      })
  void bytesAndEndsArriveBothWaysWholeAndInOrder(String fault) throws Exception {
    link.play(fault);
    try (Two two = connect()) {
      String text = "0123456789".repeat(200);
      send(two.client(), text);
      assertThat(receive(two.server(), 2_000)).isEqualTo(text);
      send(two.server(), text);
      two.server().shutdownOutput();
      assertThat(receive(two.client(), 2_000)).isEqualTo(text);
      assertThat(two.client().getInputStream().read()).isEqualTo(-1);
      two.client().shutdownOutput();
      assertThat(two.server().getInputStream().read()).isEqualTo(-1);
    }
    assertThat(awaitTold("gone")).isTrue();
  }

  @Test
  void whatIsDelayedTakesItsTimeAndNoMore() throws IOException {
    link.play("delay:way=there,delay=60ms");
    try (Two two = connect()) {
      long start = System.nanoTime();
      send(two.client(), "a");
      assertThat(receive(two.server(), 1)).isEqualTo("a");
      assertThat(System.nanoTime() - start).isGreaterThan(55_000_000L);
    }
  }

  @Test
  void aNarrowLinkPassesItsRate() throws IOException {
    link.play("narrow:rate=10KiB,way=back");
    try (Two two = connect()) {
      long start = System.nanoTime();
      send(two.server(), "x".repeat(2 * 1024));
      receive(two.client(), 2 * 1024);
      assertThat(System.nanoTime() - start).isGreaterThan(180_000_000L);
    }
  }

  @Test
  void losesOneWayFromAByteOn() throws Exception {
    link.play("loss:way=back,after=5");
    try (Two two = connect()) {
      send(two.server(), "0123456789");
      two.server().shutdownOutput();
      assertThat(receive(two.client(), 5)).isEqualTo("01234");
      assertSilent(two.client());
      send(two.client(), "still heard");
      assertThat(receive(two.server(), 11)).isEqualTo("still heard");
      assertThat(awaitTold("loses 5 bytes back")).isTrue();
      assertThat(awaitTold("loses the end back")).isTrue();
    }
  }

  @Test
  void aCutCableTellsNobody() throws Exception {
    try (Two two = connect()) {
      send(two.client(), "a");
      assertThat(receive(two.server(), 1)).isEqualTo("a");
      link.play("cable-cut");
      two.client().close();
      assertThat(awaitTold("loses the end there")).isTrue();
      assertSilent(two.server());
    }
  }

  @Test
  void closesOneSideAndNeverTellsTheOther() throws IOException {
    link.play("half-open:way=there,after=4");
    try (Two two = connect()) {
      send(two.client(), "abcd");
      assertThat(receive(two.server(), 4)).isEqualTo("abcd");
      assertThat(two.server().getInputStream().read()).isEqualTo(-1);
      two.server().close();
      assertSilent(two.client());
      send(two.client(), "into the void");
      assertSilent(two.client());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "client", "endpoint"})
  void resetsWhoIsToldInTheMiddleOfBytes(String told) throws IOException {
    link.play("reset-on-the-way:after=3,told=" + told);
    try (Two two = connect()) {
      send(two.client(), "request");
      assertThat(receive(two.server(), 7)).isEqualTo("request");
      send(two.server(), "reply");
      if (told.equals("endpoint")) {
        assertSilent(two.client(), 3);
      } else {
        assertReset(two.client());
      }
      if (told.equals("client")) {
        assertSilent(two.server());
      } else {
        assertReset(two.server());
      }
    }
  }

  @Test
  void closesBothSidesInTheMiddleOfBytes() throws IOException {
    link.play("close-on-the-way:after=3");
    try (Two two = connect()) {
      send(two.server(), "reply");
      assertThat(receive(two.client(), 3)).isEqualTo("rep");
      assertThat(two.client().getInputStream().read()).isEqualTo(-1);
      assertThat(two.server().getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void resetsAtAnAgeWithoutAByte() throws IOException {
    try (Two two = connect()) {
      // Sooner, a slow machine would be reset while it connects.
      link.play("reset-on-the-way:age=30ms");
      assertReset(two.client());
      assertReset(two.server());
    }
  }

  @Test
  void aSwitchMeetsOpenConnections() throws IOException {
    try (Two two = connect()) {
      send(two.client(), "a");
      receive(two.server(), 1);
      link.play("reset-on-the-way:told=client");
      assertReset(two.client());
      assertSilent(two.server());
    }
  }

  @Test
  void turnsOverOneBitOfOneByte() throws IOException {
    link.play("corrupt:after=2");
    try (Two two = connect()) {
      send(two.server(), "abcde");
      assertThat(receive(two.client(), 5)).isEqualTo("abbde");
    }
  }

  @Test
  void acceptsAndNeverConnectsOn() throws IOException {
    link.play("leads-nowhere");
    try (Socket client = new Socket()) {
      client.connect(link.address(), Math.toIntExact(LONG.toMillis()));
      send(client, "hello");
      assertSilent(client);
      endpoint.setSoTimeout(SHORT_MILLIS);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(endpoint::accept);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void forgetsAConnectionThatWasIdle(boolean silent) throws IOException {
    link.close();
    link = link(manual::get);
    link.play("middlebox-idle-drop:idle=350s,silent=" + silent);
    try (Two two = connect()) {
      send(two.client(), "a");
      assertThat(receive(two.server(), 1)).isEqualTo("a");
      manual.addAndGet(Duration.ofSeconds(351).toNanos());
      send(two.client(), "b");
      if (silent) {
        assertSilent(two.client());
      } else {
        assertReset(two.client());
      }
      assertSilent(two.server());
    }
  }

  @Test
  void anEndpointThatIsNotThereIsFeltAsAReset() throws Exception {
    endpoint.close();
    try (Socket client = new Socket()) {
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> {
            client.connect(link.address(), Math.toIntExact(LONG.toMillis()));
            client.getInputStream().read();
          })
          .withMessageContaining("reset");
    }
    assertThat(awaitTold("cannot connect on")).isTrue();
  }

  @Test
  void saysWhatItCannotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> link.play("los"))
        .withMessageContaining("did you mean 'loss'?");
    assertThatIllegalArgumentException().isThrownBy(() -> link.play("narrow:rate=0"));
    assertThatIllegalArgumentException().isThrownBy(() -> link.play("gather:size=2MiB"));
  }

  private FaultyLink link(NanoClock clock) throws IOException {
    return FaultyLink.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        (InetSocketAddress) endpoint.getLocalSocketAddress(),
        new FaultyLink.Surroundings(clock, new Random(SEED), crossing -> {}));
  }

  /** Both ends of one connection over the link. */
  private record Two(Socket client, Socket server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  private Two connect() throws IOException {
    Socket client = new Socket();
    client.connect(link.address(), Math.toIntExact(LONG.toMillis()));
    Socket server = endpoint.accept();
    client.setSoTimeout(Math.toIntExact(LONG.toMillis()));
    server.setSoTimeout(Math.toIntExact(LONG.toMillis()));
    return new Two(client, server);
  }

  private boolean awaitTold(String what) throws InterruptedException {
    return link.journal()
        .await(LONG, all -> all.stream().anyMatch(each -> each.what().contains(what)));
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String receive(Socket socket, int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), US_ASCII);
  }

  private static void assertSilent(Socket socket) throws IOException {
    assertSilent(socket, 0);
  }

  /** Nothing comes after so many bytes, not even an end. */
  private static void assertSilent(Socket socket, int after) throws IOException {
    assertThat(receive(socket, after)).hasSize(after);
    socket.setSoTimeout(SHORT_MILLIS);
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> socket.getInputStream().read());
    socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
  }

  private static void assertReset(Socket socket) {
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> socket.getInputStream().readAllBytes())
        .withMessageContaining("reset");
  }
}
