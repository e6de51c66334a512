package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.gateway.wire.kernel.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class DialWireTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @AutoClose private final TurningLoop turning;
  private final Loop loop;
  private final List<Integer> failed = new ArrayList<>();
  private final List<Integer> finished = new ArrayList<>();

  DialWireTest(Transport transport) {
    turning = new TurningLoop(transport);
    loop = turning.loop();
  }

  @Test
  void connectsAndCarriesBytes() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 8, LOOPBACK)) {
      RecordingOwner owner = dial(listener.getLocalSocketAddress());
      try (OtherSide accepted = new OtherSide(listener.accept())) {
        turning.until("it is connected", () -> owner.socket().isConnected());
        assertThat(turning.send(owner.socket(), "ping")).isEqualTo(4);
        assertThat(accepted.receive(4)).isEqualTo("ping");
        accepted.send("pong").leave();
        turning.until("the end is seen", owner::isEnded);
      }
      assertThat(owner.received()).isEqualTo("pong");
      assertThat(((InetSocketAddress) owner.socket().localAddress()).getAddress())
          .isEqualTo(LOOPBACK);
      owner.socket().close();
    }
    assertThat(failed).isEmpty();
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void sendsNothingBeforeItIsConnected() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 8, LOOPBACK)) {
      RecordingOwner owner = dial(listener.getLocalSocketAddress());
      assertThat(owner.socket().isConnected()).isFalse();
      assertThat(owner.socket().finishConnect()).isEqualTo(Kernel.AGAIN);
      assertThat(turning.send(owner.socket(), "early")).isZero();

      turning.until("it is connected", () -> owner.socket().isConnected());
      assertThat(finished).containsExactly(0);
    }
  }

  @Test
  void seesARefusal() throws IOException {
    SocketAddress gone;
    try (ServerSocket listener = new ServerSocket(0, 8, LOOPBACK)) {
      gone = listener.getLocalSocketAddress();
    }
    RecordingOwner owner = dial(gone);
    turning.until("it is refused", () -> !finished.isEmpty());

    assertThat(finished).containsExactly(-Errno.ECONNREFUSED.number());
    assertThat(owner.socket().isConnected()).isFalse();
    owner.socket().close();
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void aFullBacklogLeavesItToTheOwnersTimer() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1, LOOPBACK)) {
      List<RecordingOwner> dialled = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        dialled.add(dial(full.getLocalSocketAddress()));
      }
      int turns = turning.turnsIn(Duration.ofMillis(100));

      List<RecordingOwner> waiting =
          dialled.stream().filter(each -> !each.socket().isConnected()).toList();
      assertThat(waiting).isNotEmpty();
      assertThat(waiting).allSatisfy(each -> assertThat(each.told).isZero());
      assertThat(turns).isLessThanOrEqualTo(6);
      dialled.forEach(each -> each.socket().close());
      assertThat(loop.openSockets()).isZero();
    }
  }

  @Test
  void closingWhileConnectingIsTheEndOfIt() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 8, LOOPBACK)) {
      RecordingOwner owner = dial(listener.getLocalSocketAddress());
      owner.socket().close();
      turning.turnsIn(Duration.ofMillis(30));

      assertThat(owner.told).isZero();
      assertThat(loop.openSockets()).isZero();
    }
  }

  @Test
  void connectsToAUnixSocketAtOnce(@TempDir Path folder) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("here"));
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address);
      RecordingOwner owner = dial(address);

      assertThat(owner.socket().isConnected()).isTrue();
      assertThat(owner.socket().mayRead()).isFalse();
      assertThat(turning.send(owner.socket(), "x")).isEqualTo(1);
      owner.socket().close();
    }
  }

  @Test
  void saysAtOnceWhenAUnixSocketIsMissingOrNobodyListensThere(@TempDir Path folder)
      throws IOException {
    UnixDomainSocketAddress stale = UnixDomainSocketAddress.of(folder.resolve("stale"));
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(stale);
    }
    dialInVain(UnixDomainSocketAddress.of(folder.resolve("missing")));
    dialInVain(stale);

    assertThat(failed).containsExactly(-Errno.ENOENT.number(), -Errno.ECONNREFUSED.number());
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void saysAtOnceWhenAUnixSocketsBacklogIsFull(@TempDir Path folder) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("full"));
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address, 1);
      List<Duplex> taken = new ArrayList<>();
      while (failed.isEmpty()) {
        Duplex socket = loop.dial(address, () -> {}, failed::add);
        if (socket != null) {
          taken.add(socket);
        }
        assertThat(taken).hasSizeLessThan(10);
      }

      assertThat(failed).containsExactly(Kernel.AGAIN);
      taken.forEach(Duplex::close);
      assertThat(loop.openSockets()).isZero();
    }
  }

  @Test
  void saysAtOnceWhenAUnixPathIsTooLongForAnAddress(@TempDir Path folder) {
    dialInVain(UnixDomainSocketAddress.of(folder.resolve("x".repeat(108))));

    assertThat(failed).containsExactly(-Errno.EINVAL.number());
  }

  @Test
  void saysAtOnceWhenAnAddressHasNoNumber() {
    dialInVain(InetSocketAddress.createUnresolved("nowhere.invalid", 80));

    assertThat(failed).containsExactly(-Errno.EINVAL.number());
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void aFileIsNoSocket(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    dialInVain(UnixDomainSocketAddress.of(file));

    assertThat(failed).containsExactly(-Errno.ECONNREFUSED.number());
  }

  private RecordingOwner dial(SocketAddress address) {
    RecordingOwner owner =
        new RecordingOwner(
            loop,
            each -> {
              if (!each.socket().isConnected()) {
                int result = each.socket().finishConnect();
                if (result != Kernel.AGAIN) {
                  finished.add(result);
                }
              }
            });
    Duplex socket = loop.dial(address, owner, failed::add);
    assertThat(socket).isNotNull();
    return owner.dialled(socket);
  }

  private void dialInVain(SocketAddress address) {
    assertThat(loop.dial(address, () -> {}, failed::add)).isNull();
  }
}
