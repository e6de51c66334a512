package dev.goodgate.lab.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.link.FaultyLink;
import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.lab.origin.Sighting.Gone;
import dev.goodgate.lab.resolver.LyingResolver;
import dev.goodgate.lab.resolver.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is closed leaves no socket of this process behind, whatever was going on. */
class NothingLeftWireTest {
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String REQUEST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n";
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String HELLO = "\u0016\u0003\u0001\u0002\0\u0001";

  @BeforeAll
  static void warm() throws IOException {
    // The first socket and the first selector of a process open what is never closed.
    try (ScriptedOrigin origin = origin(ANY)) {
      talk(origin.address(), REQUEST).close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "healthy",
        "first-byte-timeout",
        "accept-backlog-full",
        "upstream-fd-exhausted",
        "upstream-restarting",
        "reset-on-accept",
        "body-stall",
        "slow-accept",
        "upstream-worker-starvation",
        "flood",
        "tls-handshake-timeout",
        "tls-slow-handshake",
        "h2-settings",
      })
  void anOriginThatIsClosedInTheMiddleOfThings(String fault) throws IOException {
    long before = sockets();
    List<RawClient> clients = new ArrayList<>();
    try (ScriptedOrigin origin = origin(ANY)) {
      origin.play(fault);
      for (String bytes : List.of(REQUEST, PREFACE, HELLO, "\1\1\0\1\0\10\0\0", "\0")) {
        try {
          clients.add(talk(origin.address(), bytes));
        } catch (IOException notTaken) {
          assertThat(notTaken).as(fault).isNotNull();
        }
      }
    }
    for (RawClient each : clients) {
      each.close();
    }
    assertThat(comesTrue(() -> sockets() <= before)).as(fault).isTrue();
  }

  @Test
  void anOriginThatAsksAnotherWhoIsSilent() throws Exception {
    long before = sockets();
    try (ScriptedOrigin silent = origin(ANY)) {
      silent.play("first-byte-timeout");
      RawClient client;
      try (ScriptedOrigin origin = origin(ANY)) {
        origin.play("proxy-loop:port=" + silent.port());
        client = talk(origin.address(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(silent.journal().await(LONG, all -> !silent.requests().isEmpty())).isTrue();
      }
      assertThat(silent.journal().await(LONG, all -> !silent.journal().all(Gone.class).isEmpty()))
          .isTrue();
      client.close();
    }
    assertThat(comesTrue(() -> sockets() <= before)).isTrue();
  }

  @Test
  void anOriginOnAPathAndItsFile(@TempDir Path folder) throws IOException {
    long before = sockets();
    Path path = folder.resolve("app.sock");
    for (String fault :
        List.of("healthy", "unix-socket-backlog-full", "unix-socket-stale", "flood")) {
      try (ScriptedOrigin origin = origin(UnixDomainSocketAddress.of(path))) {
        origin.play(fault);
        try (RawClient client = talk(UnixDomainSocketAddress.of(path), REQUEST)) {
          assertThat(client).isNotNull();
        } catch (SocketException notTaken) {
          assertThat(notTaken).as(fault).isNotNull();
        }
      }
      assertThat(path).as(fault).doesNotExist();
    }
    assertThat(comesTrue(() -> sockets() <= before)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clear",
        "cable-cut",
        "leads-nowhere",
        "delay:delay=1m",
        "stall:span=1m",
        "narrow"
      })
  void aLinkWithBytesUnderWay(String fault) throws IOException {
    long before = sockets();
    try (ScriptedOrigin origin = origin(ANY);
        FaultyLink link =
            FaultyLink.start(
                ANY,
                origin.address(),
                new FaultyLink.Surroundings(System::nanoTime, new Random(1), crossing -> {}))) {
      link.play(fault);
      talk(link.address(), REQUEST).close();
      talk(link.address(), REQUEST).reset();
    }
    assertThat(comesTrue(() -> sockets() <= before)).as(fault).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"healthy", "dns-timeout", "slow-answer:delay=1m", "dns-resolver-unreachable"})
  void aResolverWithAnswersUnderWay(String fault) throws IOException {
    long before = sockets();
    Zone zone = Zone.of(InetAddress.getLoopbackAddress());
    try (LyingResolver resolver = LyingResolver.start(ANY, zone, System::nanoTime, lookup -> {})) {
      String question = "\0\35\0\1\1\0\0\1\0\0\0\0\0\0\1a\4test\0\0\1\0\1";
      RawClient client = talk(resolver.address(), question);
      resolver.play(fault);
      client.close();
    }
    assertThat(comesTrue(() -> sockets() <= before)).as(fault).isTrue();
  }

  private static ScriptedOrigin origin(SocketAddress address) throws IOException {
    return ScriptedOrigin.start("o", address, System::nanoTime, sighting -> {});
  }

  private static RawClient talk(SocketAddress to, String bytes) throws IOException {
    RawClient client = RawClient.connect(to, Duration.ofMillis(500));
    try {
      return client.send(bytes);
    } catch (IOException resetAlready) {
      client.close();
      throw resetAlready;
    }
  }

  private static boolean comesTrue(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!wanted.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return wanted.getAsBoolean();
  }

  /** Of this process, as Linux counts them. */
  private static long sockets() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(NothingLeftWireTest::isSocket).count();
    } catch (IOException noLinux) {
      return 0;
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
