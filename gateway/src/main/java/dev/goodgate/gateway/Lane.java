package dev.goodgate.gateway;

import static java.util.Objects.requireNonNull;

import dev.goodgate.gateway.connect.AddressBook;
import dev.goodgate.gateway.connect.EndpointConnections;
import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.listen.Acceptor;
import dev.goodgate.gateway.relay.LoopUpstream;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.report.Journal;
import dev.goodgate.gateway.secure.Handshakes;
import dev.goodgate.gateway.secure.SecureTerms;
import dev.goodgate.gateway.tls.TlsBuffers;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything one thread of the gateway owns: made on that thread, and touched by no other. */
final class Lane implements AutoCloseable {
  private final Loop loop;
  private final int number;
  private final int lanes;
  private final Acceptor acceptor;
  private final Map<HostPort, Integer> listeners = new HashMap<>();
  private final List<Workbench> leaving = new ArrayList<>();
  private @Nullable TlsBuffers tlsBuffers;
  private Bench bench;

  Lane(Loop loop, int number, int lanes, Told told) {
    this.number = number;
    this.lanes = lanes;
    this.loop = loop;
    bench = make(told);
    acceptor = new Acceptor(bench.workbench(), most(told.plan()));
  }

  /** What a lane is told to do, and where it hands on what is over. */
  record Told(
      Plan plan,
      Map<String, List<AddressBook.Entry>> addresses,
      Map<String, SecureTerms> secure,
      Journal journal,
      long seed,
      String mark) {}

  private record Bench(
      Workbench workbench,
      List<LoopUpstream> upstreams,
      List<Handshakes> handshakes,
      Journal journal) {
    void end() {
      upstreams.forEach(LoopUpstream::flush);
      handshakes.forEach(Handshakes::close);
    }
  }

  private Bench make(Told told) {
    Map<String, LoopUpstream> byName = new LinkedHashMap<>();
    Map<String, Handshakes> handshakes = new HashMap<>();
    told.secure()
        .forEach((name, terms) -> handshakes.put(name, new Handshakes(terms, tlsBuffers())));
    for (Upstream upstream : told.plan().upstreams().values()) {
      List<AddressBook.Entry> entries = told.addresses().getOrDefault(upstream.name(), List.of());
      byName.put(
          upstream.name(),
          new LoopUpstream(upstream, connections(upstream, entries, handshakes), number));
    }
    List<LoopUpstream> ofRoute =
        told.plan().routes().stream().map(route -> byName.get(route.upstream())).toList();
    return new Bench(
        new Workbench(
            new Workbench.Given(loop, told.journal(), told.seed(), told.mark()),
            told.plan(),
            ofRoute),
        List.copyOf(byName.values()),
        List.copyOf(handshakes.values()),
        told.journal());
  }

  private List<EndpointConnections> connections(
      Upstream upstream, List<AddressBook.Entry> entries, Map<String, Handshakes> handshakes) {
    KeepAlive keepAlive = upstream.keepAlive();
    int max = Math.ceilDiv(keepAlive.max(), lanes);
    List<EndpointConnections> connections = new ArrayList<>();
    for (Endpoint endpoint : upstream.endpoints()) {
      Dress dress =
          switch (endpoint.protocol()) {
            case HTTPS -> requireNonNull(handshakes.get(upstream.name())).with(endpoint);
            case HTTP, H2C, FASTCGI -> Dress.NONE;
          };
      AddressBook.Entry entry = entries.get(connections.size());
      connections.add(new EndpointConnections(loop, entry, dress, keepAlive, max));
    }
    return connections;
  }

  private TlsBuffers tlsBuffers() {
    TlsBuffers made = tlsBuffers == null ? new TlsBuffers(loop) : tlsBuffers;
    tlsBuffers = made;
    return made;
  }

  private int most(Plan plan) {
    return Math.ceilDiv(plan.limits().connections(), lanes);
  }

  /**
   * New exchanges go by this from now on; {@code whenLeft} runs when the last of the old ones is
   * over.
   */
  void change(Told told, Consumer<Journal> left) {
    Bench old = bench;
    bench = make(told);
    acceptor.turnTo(bench.workbench(), most(told.plan()));
    leaving.add(old.workbench());
    old.workbench()
        .retire(() -> {
          leaving.remove(old.workbench());
          old.end();
          left.accept(old.journal());
        });
  }

  /** Listens beside other lanes, but beside no other program: the first lane makes sure of that. */
  Bound listen(HostPort written, SocketAddress address) {
    boolean shared = lanes > 1;
    if (shared && number == 0) {
      int alone = acceptor.listen(address, false);
      if (alone < 0) {
        return new Bound(alone, address);
      }
      acceptor.stopListening(alone);
    }
    int listener = acceptor.listen(address, shared);
    if (listener < 0) {
      return new Bound(listener, address);
    }
    listeners.put(written, listener);
    return new Bound(0, acceptor.address(listener));
  }

  void stopListening(HostPort written) {
    Integer listener = listeners.remove(written);
    if (listener != null) {
      acceptor.stopListening(listener);
    }
  }

  /** How listening went: 0 or a negative errno. */
  record Bound(int result, SocketAddress address) {}

  void run() {
    loop.run();
  }

  /** From any thread: runs on the lane's own. */
  void execute(Runnable task) {
    loop.execute(task);
  }

  /** No new exchange begins; {@code whenIdle} runs when the last is over. */
  void drain(Runnable whenIdle) {
    List<Workbench> busy = new ArrayList<>(leaving);
    busy.add(bench.workbench());
    int[] left = {busy.size()};
    for (Workbench each : busy) {
      each.drain(() -> {
        if (--left[0] == 0) {
          whenIdle.run();
        }
      });
    }
  }

  void stop() {
    acceptor.close();
    loop.stop();
  }

  @Override
  public void close() {
    bench.end();
    loop.close();
  }
}
