package dev.goodgate.gateway;

import dev.goodgate.gateway.connect.AddressBook;
import dev.goodgate.gateway.report.Reporter;
import dev.goodgate.gateway.spool.Spool;
import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Admin;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Ledger;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Listener;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Places;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Resolver;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Trusted;
import dev.goodgate.vocabulary.plan.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What a lane of the model is told: one door, and one upstream of so many endpoints. */
final class ModelPlan {
  static final HostPort DOOR = new HostPort("192.0.2.1", 80);
  private static final String UPSTREAM = "web";

  private ModelPlan() {}

  static Plan of(int endpoints, Endpoint.Protocol spoken) {
    List<Endpoint> all =
        IntStream.range(0, endpoints)
            .mapToObj(i -> new HostPort("192.0.2." + (10 + i), 80))
            .map(at -> new Endpoint(at.toString(), spoken, new Endpoint.Address.Tcp(at)))
            .toList();
    return new Plan(
        "model",
        List.of(Listener.plain(DOOR)),
        Trusted.NOBODY,
        List.of(new Route("all", Match.everything(), UPSTREAM)),
        Map.of(UPSTREAM, Upstream.of(UPSTREAM, all)),
        Resolver.DEFAULT,
        Admin.DEFAULT,
        Ledger.DEFAULT,
        AccessLog.DEFAULT,
        Limits.DEFAULT,
        OptionalInt.of(1),
        Places.none());
  }

  static Lane.Told told(Plan plan, Reporter reporter) {
    AddressBook book = new AddressBook();
    List<AddressBook.Entry> entries =
        plan.upstreams().get(UPSTREAM).endpoints().stream()
            .map(each -> book.entry(each.address(), Duration.ZERO))
            .toList();
    return new Lane.Told(
        plan,
        Map.of(UPSTREAM, entries),
        Map.of(),
        Map.of(),
        reporter.journal(0, plan),
        1,
        "model",
        new Spool(plan.buffers()));
  }

  static SocketAddress door() {
    return new InetSocketAddress(InetAddress.ofLiteral(DOOR.host()), DOOR.port());
  }

  static SocketAddress endpoint(int number) {
    return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + (10 + number)), 80);
  }
}
