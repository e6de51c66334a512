package dev.goodgate.gateway.listen;

import dev.goodgate.gateway.listen.http2.Desk;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Kernel;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets clients in, at most as many as are allowed, on one loop. */
public final class Acceptor {
  private static final int BACKLOG = 4_096;
  private static final int A_TURN = 64;

  /** Sending one away takes up to two seconds, and they must not become a crowd of their own. */
  private static final int MANY_SENT_AWAY = 1_000;

  /** A client left while it waited to be let in. */
  private static final int GONE_AGAIN = -Errno.ECONNABORTED.number();

  /** How many give way when the system has no descriptor for another client. */
  private static final int RELIEF = 8;

  /** How long to wait when the system has no descriptor for another client. */
  private static final Duration SHORTAGE = Duration.ofMillis(50);

  private final Loop loop;
  private final Set<ClientConnection> connections = new HashSet<>();
  private final Map<Integer, Gate> gates = new HashMap<>();
  private final Timer retry;
  private final Desk desk;
  private final Places places = new Places();
  private Workbench bench;
  private int most;
  private int guests;
  private long arrivals;
  private long sentAway;

  /** {@code most} is how many clients may be connected at once. */
  public Acceptor(Workbench bench, int most) {
    this.bench = bench;
    this.loop = bench.loop();
    this.most = most;
    this.desk = new Desk(loop);
    this.retry = loop.timer(() -> List.copyOf(gates.keySet()).forEach(this::accept));
  }

  /** From the next exchange on, of old clients too, everything goes by this bench. */
  public void turnTo(Workbench next, int mostClients) {
    bench = next;
    most = mostClients;
  }

  /** One listener, and how those who arrive there are met. */
  private final class Gate implements Function<byte[], Loop.Accepted> {
    private @Nullable Secured secured;

    Gate(@Nullable Secured secured) {
      this.secured = secured;
    }

    @Override
    public Loop.Accepted apply(byte[] address) {
      return arrived(address, secured);
    }
  }

  /**
   * Listens, and speaks TLS where {@code secured} is not null; returns the listener's number, or a
   * negative errno.
   */
  public int listen(SocketAddress address, boolean shared, @Nullable Secured secured) {
    int listener = loop.listen(address, BACKLOG, shared, this::accept);
    if (listener >= 0) {
      gates.put(listener, new Gate(secured));
    }
    return listener;
  }

  /** Clients who arrive from now on are met like this. */
  public void secure(int listener, @Nullable Secured secured) {
    Gate gate = gates.get(listener);
    if (gate != null) {
      gate.secured = secured;
    }
  }

  /** Whoever has come already is let in. */
  public void stopListening(int listener) {
    accept(listener);
    gates.remove(listener);
    loop.closeListener(listener);
  }

  public SocketAddress address(int listener) {
    return loop.listenerAddress(listener);
  }

  private void accept(int listener) {
    Gate gate = gates.get(listener);
    if (gate == null) {
      return; // it was closed while this waited for its turn
    }
    for (int i = 0; i < A_TURN; i++) {
      int result = loop.accept(listener, gate);
      if (result == Kernel.AGAIN) {
        return;
      }
      if (result < 0 && result != GONE_AGAIN && !(isShortage(result) && relieve())) {
        retry.set(loop.now() + SHORTAGE.toNanos());
        return;
      }
    }
    loop.execute(() ->
        accept(listener)); // the change was told once: who stops before AGAIN has to come back
  }

  private ClientConnection arrived(byte[] address, @Nullable Secured secured) {
    boolean welcome = guests < most || makeRoom();
    guests += welcome ? 1 : 0;
    arrivals++;
    sentAway += welcome ? 0 : 1;
    ClientConnection arrived =
        new ClientConnection(this, address, loop.acceptedPort(), welcome, secured);
    connections.add(arrived);
    return arrived;
  }

  private static boolean isShortage(int result) {
    return result == -Errno.EMFILE.number() || result == -Errno.ENFILE.number();
  }

  /** One more descriptor lets a client in; serving it takes a second one. */
  private boolean relieve() {
    boolean room = makeRoom();
    for (int i = 1; i < RELIEF && room && makeRoom(); i++) {
      // each has given back a descriptor
    }
    return room;
  }

  /** Has the client leave who needs its place least, if there is one who does not need it. */
  private boolean makeRoom() {
    ClientConnection least = places.leastNeeded(connections, loop.now());
    if (least == null) {
      return false;
    }
    guests--;
    sentAway++;
    least.giveWay();
    return true;
  }

  /** How many are connected, have come, and were too many. */
  public Crowd crowd() {
    return new Crowd(connections.size(), arrivals, sentAway);
  }

  /** The clients of one loop: those there now, all who ever came, those who were sent away. */
  public record Crowd(int here, long arrivals, long sentAway) {}

  Workbench bench() {
    return bench;
  }

  Desk desk() {
    return desk;
  }

  void left(ClientConnection gone) {
    connections.remove(gone);
    guests -= gone.isWelcome() ? 1 : 0;
  }

  /** Whether those who are sent away are so many that none of them can be waited for. */
  boolean isCrowded() {
    return connections.size() - guests > Math.min(most, MANY_SENT_AWAY);
  }

  /** Those who speak a protocol that can say so are told that no new exchange begins. */
  public void drain() {
    List.copyOf(connections).forEach(ClientConnection::drain);
  }

  /** Lets nobody in any more and closes what is idle. */
  public void close() {
    gates.keySet().forEach(loop::closeListener);
    gates.clear();
    retry.drop();
    List.copyOf(connections).forEach(ClientConnection::closeIfIdle);
  }
}
