package dev.goodgate.lab.link;

import dev.goodgate.lab.journal.Journal;
import dev.goodgate.lab.socket.Acceptor;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A port that leads to an endpoint over a stretch of network that acts faults. It begins clear. Any
 * thread may switch what it plays, which holds for open connections from the next byte on. It
 * accepts before it connects on, so faults of connecting need a {@code lab.road}.
 */
public final class FaultyLink implements AutoCloseable {
  public static final int MAX_CONNECTIONS = 1_000;

  private static final int BACKLOG = 256;

  /** What a link takes from its surroundings. {@code watcher} is told everything, on any thread. */
  public record Surroundings(NanoClock clock, RandomGenerator chance, Consumer<Crossing> watcher) {}

  private final InetSocketAddress endpoint;
  private final Surroundings surroundings;
  private final Journal<Crossing> journal = new Journal<>();
  private final InetSocketAddress address;
  private final Acceptor<Socket> acceptor;
  private final long start;
  private final Set<LinkedPair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile LinkFault fault = new LinkFault.Clear();

  private FaultyLink(
      ServerSocket listening, InetSocketAddress endpoint, Surroundings surroundings) {
    this.address = (InetSocketAddress) listening.getLocalSocketAddress();
    this.acceptor = new Acceptor<>(listening, listening::accept);
    this.endpoint = endpoint;
    this.surroundings = surroundings;
    this.start = surroundings.clock().nanos();
  }

  /** Listens at once; port 0 takes any free one. */
  public static FaultyLink start(
      InetSocketAddress address, InetSocketAddress endpoint, Surroundings surroundings)
      throws IOException {
    ServerSocket listening = new ServerSocket();
    try {
      listening.setReuseAddress(true);
      listening.bind(address, BACKLOG);
    } catch (IOException taken) {
      listening.close();
      throw taken;
    }
    FaultyLink link = new FaultyLink(listening, endpoint, surroundings);
    link.acceptor.start("link " + listening.getLocalPort(), link::begin);
    return link;
  }

  public InetSocketAddress address() {
    return address;
  }

  public Journal<Crossing> journal() {
    return journal;
  }

  /** Plays this fault, written as {@link LinkFault#MENU} reads it. */
  public void play(String written) {
    fault = LinkFault.MENU.of(written);
    pairs.forEach(LinkedPair::wake);
  }

  @Override
  public void close() {
    try {
      acceptor.close();
    } catch (IOException alreadyClosed) {
      // Nobody can be helped by knowing.
    }
    pairs.forEach(LinkedPair::end);
  }

  private void begin(Socket client) {
    int number = connections.incrementAndGet();
    NanoClock clock = surroundings.clock();
    Treatment treatment = new Treatment(() -> fault, surroundings.chance(), clock.nanos());
    LinkedPair pair =
        new LinkedPair(client, treatment, () -> fault, clock, what -> tell(number, what));
    if (pairs.size() >= MAX_CONNECTIONS) {
      pair.end();
    }
    pairs.add(pair);
    Thread.ofVirtual()
        .start(() -> {
          try {
            pair.run(endpoint);
          } finally {
            pairs.remove(pair);
          }
        });
  }

  private void tell(int connection, String what) {
    Crossing crossing = new Crossing(surroundings.clock().nanos() - start, connection, what);
    journal.accept(crossing);
    surroundings.watcher().accept(crossing);
  }
}
