package dev.goodgate.gateway;

import dev.goodgate.gateway.balance.Balancer;
import dev.goodgate.gateway.certificate.ListenerCertificates;
import dev.goodgate.gateway.connect.AddressBook;
import dev.goodgate.gateway.connect.EndpointConnections;
import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.listen.Acceptor;
import dev.goodgate.gateway.listen.Reception;
import dev.goodgate.gateway.listen.Secured;
import dev.goodgate.gateway.relay.LoopUpstream;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.report.Journal;
import dev.goodgate.gateway.secure.Handshakes;
import dev.goodgate.gateway.secure.SecureTerms;
import dev.goodgate.gateway.spool.Spool;
import dev.goodgate.gateway.tls.TlsBuffers;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Trusted;
import dev.goodgate.vocabulary.plan.Upstream;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything one thread of the gateway owns: made on that thread, and touched by no other. */
final class Lane implements AutoCloseable {
  private final Loop loop;
  private final int number;
  private final int lanes;
  private final Acceptor acceptor;
  private final Map<Berth, Integer> listeners = new HashMap<>();
  private final List<Bench> leaving = new ArrayList<>();
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
      Map<Integer, ListenerCertificates> certificates,
      Map<String, SecureTerms> secure,
      Journal journal,
      long seed,
      String mark,
      Spool spool) {}

  private record Bench(
      Workbench workbench,
      List<LoopUpstream> upstreams,
      List<Wardrobe> wardrobes,
      Journal journal) {
    void end() {
      upstreams.forEach(LoopUpstream::flush);
      wardrobes.forEach(Wardrobe::close);
    }
  }

  private Bench make(Told told) {
    Map<String, LoopUpstream> byName = new LinkedHashMap<>();
    List<Wardrobe> wardrobes = new ArrayList<>();
    for (Upstream upstream : told.plan().upstreams().values()) {
      List<AddressBook.Entry> entries = told.addresses().getOrDefault(upstream.name(), List.of());
      Wardrobe wardrobe = new Wardrobe(loop, told.plan(), upstream, secured(upstream, told));
      wardrobes.add(wardrobe);
      byName.put(
          upstream.name(),
          new LoopUpstream(
              upstream, connections(upstream, wardrobe, entries), balancer(upstream, told.seed())));
    }
    return new Bench(
        new Workbench(
            new Workbench.Given(loop, told.journal(), told.seed(), told.mark(), told.spool()),
            told.plan(),
            byName),
        List.copyOf(byName.values()),
        wardrobes,
        told.journal());
  }

  private Balancer balancer(Upstream upstream, long seed) {
    return Balancer.of(upstream.balance(), upstream.endpoints(), number, seed);
  }

  private List<EndpointConnections> connections(
      Upstream upstream, Wardrobe wardrobe, List<AddressBook.Entry> entries) {
    KeepAlive keepAlive = upstream.keepAlive();
    boolean isOfOneClient = upstream.preface().isPresent();
    int max = isOfOneClient ? 0 : Math.ceilDiv(keepAlive.max(), lanes);
    List<EndpointConnections> connections = new ArrayList<>();
    for (Endpoint endpoint : upstream.endpoints()) {
      Dress dress = wardrobe.dress(endpoint);
      AddressBook.Entry entry = entries.get(connections.size());
      connections.add(new EndpointConnections(loop, entry, dress, keepAlive, max));
    }
    return connections;
  }

  private Optional<Handshakes> secured(Upstream upstream, Told told) {
    return Optional.ofNullable(told.secure().get(upstream.name()))
        .map(terms ->
            new Handshakes(terms, tlsBuffers(), Wardrobe.withinTls(told.plan(), upstream)));
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
    List<Berth> berths = Berth.of(told.plan());
    for (int i = 0; i < berths.size(); i++) {
      Integer listener = listeners.get(berths.get(i));
      if (listener != null) {
        acceptor.meet(listener, reception(told.certificates().get(i), believed(told.plan(), i)));
      }
    }
    leaving.add(old);
    old.workbench()
        .retire(() -> {
          leaving.remove(old);
          old.end();
          left.accept(old.journal());
        });
  }

  /** Listens beside other lanes, but beside no other program: the first lane makes sure of that. */
  Bound listen(
      Berth berth,
      SocketAddress address,
      @Nullable ListenerCertificates shown,
      @Nullable Trusted believed) {
    Reception reception = reception(shown, believed);
    boolean shared = lanes > 1;
    if (shared && number == 0) {
      int alone = acceptor.listen(address, false, reception);
      if (alone < 0) {
        return new Bound(alone, address);
      }
      acceptor.stopListening(alone);
    }
    int listener = acceptor.listen(address, shared, reception);
    if (listener < 0) {
      return new Bound(listener, address);
    }
    listeners.put(berth, listener);
    return new Bound(0, acceptor.address(listener));
  }

  private Reception reception(@Nullable ListenerCertificates shown, @Nullable Trusted believed) {
    return new Reception(shown == null ? null : new Secured(shown, tlsBuffers()), believed);
  }

  /** Who may say at this listener for whom it connects; null where nobody does. */
  static @Nullable Trusted believed(Plan plan, int listener) {
    return plan.listeners().get(listener).introduced() ? plan.trusted() : null;
  }

  private TlsBuffers tlsBuffers() {
    TlsBuffers made = tlsBuffers == null ? new TlsBuffers(loop) : tlsBuffers;
    tlsBuffers = made;
    return made;
  }

  void stopListening(Berth berth) {
    Integer listener = listeners.remove(berth);
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
    acceptor.drain();
    List<Bench> busy = benches();
    int[] left = {busy.size()};
    for (Bench each : busy) {
      each.workbench()
          .drain(() -> {
            if (--left[0] == 0) {
              whenIdle.run();
            }
          });
    }
  }

  private List<Bench> benches() {
    List<Bench> all = new ArrayList<>(leaving);
    all.add(bench);
    return all;
  }

  /** How it is doing; {@code lagNanos} is how long the question has waited. */
  Figures.OfLoop figures(long lagNanos) {
    return new Figures.OfLoop(
        number,
        lagNanos,
        loop.spent(),
        acceptor.crowd(),
        loop.openSockets(),
        new Figures.Blocks(loop.blocks().bytes(), loop.blocks().lent()),
        benches().stream()
            .flatMap(each -> each.upstreams().stream())
            .flatMap(Lane::pools)
            .toList());
  }

  /** A plan that was replaced may still have connections to endpoints that the next one has too. */
  private static Stream<Figures.OfEndpoint> pools(LoopUpstream upstream) {
    List<EndpointConnections> endpoints = upstream.connections();
    List<Endpoint> written = upstream.settings().endpoints();
    return IntStream.range(0, endpoints.size())
        .mapToObj(i ->
            new Figures.OfEndpoint(
                upstream.settings().name(),
                written.get(i).written(),
                endpoints.get(i).busy(),
                endpoints.get(i).idle()));
  }

  void stop() {
    acceptor.close();
    loop.stop();
  }

  @Override
  public void close() {
    benches().forEach(Bench::end);
    loop.close();
  }
}
