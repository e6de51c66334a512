package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Admin;
import dev.goodgate.vocabulary.plan.Buffers;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Ledger;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.plan.Places;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Resolver;
import dev.goodgate.vocabulary.plan.Trusted;
import dev.goodgate.vocabulary.plan.Upstream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes the plan from values that were found to be without error. */
final class Assembly {
  private final Values.Scope plan;
  private final SourceText source;

  Assembly(Values values, SourceText source) {
    this.plan = values.whole();
    this.source = source;
  }

  Plan plan() {
    Folder folder = source.folder();
    Map<String, Upstream> upstreams = new LinkedHashMap<>();
    plan.named("upstreams")
        .forEach((n, u) -> upstreams.put(n, new UpstreamAssembly(u, folder).upstream(n)));
    return new Plan(
        plan.get(Settings.NAME),
        plan.items("listeners").stream()
            .map(each -> new ListenerAssembly(each, folder).listener())
            .toList(),
        new Trusted(plan.all(Settings.TRUSTED).stream().map(Values.Found::value).toList()),
        plan.get(Settings.LOOP_GUARD),
        plan.items("routes").stream().map(RouteAssembly::route).toList(),
        Settings.HEADERS.read(plan),
        upstreams,
        resolver(),
        new Admin(plan.get(Settings.ADMIN_ADDRESS)),
        ledger(folder),
        accessLog(folder),
        TracingSettings.tracing(plan),
        limits(),
        new Buffers(
            plan.written(Settings.BUFFER_DIRECTORY).map(folder::path).orElse(null),
            plan.get(Settings.BUFFERS_MOST)),
        plan.get(Settings.LOOPS).value().map(OptionalInt::of).orElse(OptionalInt.empty()),
        places());
  }

  private Resolver resolver() {
    List<Values.Found<HostPort>> servers = plan.all(Settings.RESOLVER_SERVER);
    return new Resolver(
        servers.stream().map(Values.Found::value).toList(), plan.get(Settings.RESOLVER_STALE));
  }

  private Ledger ledger(Folder folder) {
    String path = plan.written(Settings.LEDGER_PATH).orElse(Ledger.DEFAULT.path());
    return plan.written(Settings.LEDGER_URL)
        .<Ledger>map(Ledger.Database::new)
        .orElseGet(() -> new Ledger.Embedded(folder.path(path)));
  }

  private AccessLog accessLog(Folder folder) {
    if (plan.written(Settings.ACCESS_LOG).isPresent()) {
      return new AccessLog.Off();
    }
    AccessLog.Format format = plan.get(Settings.ACCESS_LOG_FORMAT);
    String path = plan.get(Settings.ACCESS_LOG_PATH);
    return switch (path) {
      case "off" -> new AccessLog.Off();
      case "-" -> new AccessLog.Stdout(format);
      default -> new AccessLog.ToFile(folder.path(path), format);
    };
  }

  private Limits limits() {
    return new Limits(
        plan.get(Settings.CONNECTIONS),
        plan.get(Settings.HEAD),
        plan.get(Settings.FIELDS),
        plan.get(Settings.REPLY_HEAD),
        plan.get(Settings.STREAMS),
        plan.get(Settings.HEAD_TIMEOUT),
        plan.get(Settings.KEEP_ALIVE),
        plan.get(Settings.STALL),
        plan.get(Settings.LEAST_RATE),
        plan.get(Settings.DRAIN),
        plan.get(Settings.FAILURES_KEPT));
  }

  private Places places() {
    Map<String, Place> places = new HashMap<>();
    plan.values().keys().forEach((path, spot) -> places.put(path, source.place(spot)));
    return new Places(places);
  }
}
