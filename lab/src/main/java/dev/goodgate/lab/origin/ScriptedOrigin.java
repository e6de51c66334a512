package dev.goodgate.lab.origin;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Fault.Stance;
import dev.goodgate.lab.fault.Script;
import dev.goodgate.lab.handshake.TlsEndpoint;
import dev.goodgate.lab.journal.Journal;
import dev.goodgate.lab.menu.Menu.Reading;
import dev.goodgate.lab.socket.Connection;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An endpoint that acts faults, byte for byte. It begins healthy and answers {@code
 * /fault/<name:parameter=value>} with that fault whatever else it plays. To a client that begins
 * with TLS it speaks TLS, well or as it plays. Any thread may switch what it plays; connections
 * that are open stay, except that those of an origin that begins to refuse are dropped, as if its
 * process had died. The port stays reserved while it refuses.
 */
public final class ScriptedOrigin implements AutoCloseable {
  public static final int MAX_CONNECTIONS = 1_000;

  private static final Playlist.Chosen WELL = new Playlist.Chosen("healthy", Fault.Healthy.PLAIN);

  /** Who an origin is to those it serves and to those who watch it. */
  record Identity(String name, NanoClock sinceStart, Consumer<Sighting> watcher, TlsEndpoint tls) {}

  private final Identity identity;
  private final Journal<Sighting> journal = new Journal<>(Sighting::weight);
  private final Port port;
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final House house = new SharedHouse();
  private volatile boolean warming;
  private volatile Playlist playlist = new Playlist(List.of(WELL));

  private ScriptedOrigin(
      String name, SocketAddress address, NanoClock clock, Consumer<Sighting> watcher)
      throws IOException {
    long start = clock.nanos();
    identity =
        new Identity(
            name, () -> clock.nanos() - start, journal.andThen(watcher), new TlsEndpoint(name));
    port = Port.at(address, this::serve);
  }

  /**
   * Listens at once, on a TCP address, whose port 0 takes any free one, or on the path of a
   * unix-domain socket. {@code watcher} is told everything, on any thread.
   */
  public static ScriptedOrigin start(
      String name, SocketAddress address, NanoClock clock, Consumer<Sighting> watcher)
      throws IOException {
    ScriptedOrigin origin = new ScriptedOrigin(name, address, clock, watcher);
    origin.port.take(Stance.OPEN);
    return origin;
  }

  public int port() {
    return address().getPort();
  }

  /** Of an origin on TCP. */
  public InetSocketAddress address() {
    if (port.address() instanceof InetSocketAddress ip) {
      return ip;
    }
    throw new IllegalStateException("listens on " + endpoint());
  }

  /** As a plan writes it: {@code host:port} or {@code unix:/path}. */
  public String endpoint() {
    return port.address() instanceof UnixDomainSocketAddress unix
        ? "unix:" + unix.getPath()
        : host(address().getAddress().getHostAddress()) + ":" + port();
  }

  private static String host(String literal) {
    return literal.contains(":") ? "[" + literal + "]" : literal;
  }

  public Journal<Sighting> journal() {
    return journal;
  }

  /** Every request, in the order in which the heads were read. */
  public List<Asked> requests() {
    return journal.all(Sighting.Read.class).stream().map(Sighting.Read::asked).toList();
  }

  /** Its certificates: what a gateway needs to know of them. */
  public TlsEndpoint tls() {
    return identity.tls();
  }

  /**
   * Plays these faults, written as {@link Fault#MENU} reads them, one for each request, and the
   * last for ever. One that does not listen can only be played alone.
   */
  public void play(String... written) {
    List<Playlist.Chosen> faults = Arrays.stream(written).map(ScriptedOrigin::read).toList();
    Playlist next = new Playlist(faults);
    if (faults.size() > 1 && faults.stream().anyMatch(each -> !listens(each.fault()))) {
      throw new IllegalArgumentException("one that does not listen can only be played alone");
    }
    Stance stance = Script.stance(next.first().fault());
    if (!port.knows(stance)) {
      throw new IllegalArgumentException(written[0] + " needs a unix-domain socket");
    }
    switchTo(next, stance, written[0]);
  }

  private synchronized void switchTo(Playlist next, Stance stance, String written) {
    warming = false;
    playlist = next;
    if (next.first().fault() instanceof Fault.ComesUpLate(Duration after)) {
      playlist = new Playlist(List.of(WELL));
      revive(playlist, after, Duration.ZERO);
    }
    try {
      port.take(stance);
    } catch (IOException taken) {
      throw new UncheckedIOException(
          "cannot switch to " + written + ": " + taken.getMessage(), taken);
    }
    if (!stance.listens()) {
      endVisits();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    port.close();
    endVisits();
  }

  private synchronized void die(Duration refusing, Duration closing) {
    try {
      port.take(Stance.REFUSING);
    } catch (IOException cannotDie) {
      throw new UncheckedIOException(cannotDie);
    }
    endVisits();
    revive(playlist, refusing, closing);
  }

  /** Unless something else is played by then. */
  private void revive(Playlist mine, Duration refusing, Duration closing) {
    Thread.ofVirtual()
        .name("origin " + identity.name() + " comes back")
        .start(() -> {
          try {
            if (!closed.await(refusing.toNanos(), NANOSECONDS)
                && comeUp(mine, true)
                && !closed.await(closing.toNanos(), NANOSECONDS)) {
              comeUp(mine, false);
            }
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } catch (IOException taken) {
            throw new UncheckedIOException(taken);
          }
        });
  }

  private synchronized boolean comeUp(Playlist mine, boolean closing) throws IOException {
    if (playlist != mine || closed.getCount() == 0) {
      return false;
    }
    warming = closing;
    port.take(Stance.OPEN);
    return true;
  }

  private void serve(Connection open) {
    Visit visit;
    try {
      visit = new Visit(identity, connections.incrementAndGet(), open, house, () -> playlist);
    } catch (IOException goneAlready) {
      return;
    }
    if (warming || visits.size() >= MAX_CONNECTIONS) {
      visit.end();
      return;
    }
    visits.add(visit);
    Thread.ofVirtual()
        .name("origin " + identity.name())
        .start(() -> {
          try {
            visit.run();
          } finally {
            visits.remove(visit);
          }
        });
  }

  private void endVisits() {
    visits.forEach(Visit::end);
  }

  private static boolean listens(Fault fault) {
    return Script.stance(fault) == Stance.OPEN;
  }

  private static Playlist.Chosen read(String written) {
    return switch (Fault.MENU.read(written)) {
      case Reading.Understood<Fault>(String name, Fault fault) ->
          new Playlist.Chosen(written.equals(name) ? name : written, fault);
      case Reading.Unclear<Fault>(String why) -> throw new IllegalArgumentException(why);
    };
  }

  private final class SharedHouse implements House {
    @Override
    public Semaphore workers(int count) {
      return playlist.workers(count);
    }

    @Override
    public Duration sinceStart() {
      return Duration.ofNanos(identity.sinceStart().nanos());
    }

    @Override
    public void die(Duration refusing, Duration closing) {
      ScriptedOrigin.this.die(refusing, closing);
    }
  }
}
