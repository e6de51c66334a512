package dev.goodgate.gateway;

import dev.goodgate.gateway.connect.AddressBook;
import dev.goodgate.gateway.connect.EndpointConnections;
import dev.goodgate.gateway.listen.Acceptor;
import dev.goodgate.gateway.relay.LoopUpstream;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.report.Journal;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.LinuxKernel;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import dev.goodgate.vocabulary.time.NanoClock;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything one thread of the gateway owns: made on that thread, and touched by no other. */
final class Lane implements AutoCloseable {
  private final Loop loop;
  private final Workbench bench;
  private final Acceptor acceptor;
  private final List<LoopUpstream> upstreams = new ArrayList<>();

  Lane(
      Plan plan,
      int number,
      int lanes,
      Map<String, List<AddressBook.Entry>> addresses,
      Tools tools) {
    loop = new Loop(new LinuxKernel(), tools.clock());
    Map<String, LoopUpstream> byName = new HashMap<>();
    for (Upstream upstream : plan.upstreams().values()) {
      int max = Math.ceilDiv(upstream.keepAlive().max(), lanes);
      List<EndpointConnections> endpoints =
          addresses.getOrDefault(upstream.name(), List.of()).stream()
              .map(entry -> new EndpointConnections(loop, entry, upstream.keepAlive(), max))
              .toList();
      LoopUpstream mine = new LoopUpstream(upstream, endpoints, number);
      byName.put(upstream.name(), mine);
      upstreams.add(mine);
    }
    List<LoopUpstream> ofRoute =
        plan.routes().stream().map(route -> byName.get(route.upstream())).toList();
    bench = new Workbench(loop, plan, tools.journal(), ofRoute, tools.seed());
    acceptor = new Acceptor(bench, Math.ceilDiv(plan.limits().connections(), lanes));
  }

  /** What a lane is given from outside. */
  record Tools(NanoClock clock, Journal journal, long seed) {}

  /**
   * Listens beside other lanes, but beside no other program: {@code first} tells whether this lane
   * has to make sure of that.
   */
  Bound listen(SocketAddress address, boolean shared, boolean first) {
    if (shared && first) {
      int alone = acceptor.listen(address, false);
      if (alone < 0) {
        return new Bound(alone, address);
      }
      acceptor.stopListening(alone);
    }
    int listener = acceptor.listen(address, shared);
    return listener < 0 ? new Bound(listener, address) : new Bound(0, acceptor.address(listener));
  }

  /** How listening went: 0 or a negative errno. */
  record Bound(int result, SocketAddress address) {}

  void run() {
    loop.run();
  }

  /**
   * From any thread: no new exchange begins; {@code whenIdle} runs on the lane's thread when the
   * last is over.
   */
  void drain(Runnable whenIdle) {
    loop.execute(() -> bench.drain(whenIdle));
  }

  /** From any thread. */
  void stop() {
    loop.execute(() -> {
      acceptor.close();
      loop.stop();
    });
  }

  @Override
  public void close() {
    upstreams.forEach(LoopUpstream::flush);
    loop.close();
  }
}
