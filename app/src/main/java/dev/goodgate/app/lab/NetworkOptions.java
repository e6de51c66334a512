package dev.goodgate.app.lab;

import dev.goodgate.lab.resolver.Zone;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command {@code lab} can break beside an endpoint; without FAULT, each is listed. */
final class NetworkOptions {
  @Option(
      names = "--resolver",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FAULT",
      description = "Runs a name server that lies; without FAULT, lists what it can do.")
  private @Nullable String resolver;

  @Option(
      names = "--name",
      paramLabel = "NAME=ADDRESS",
      description = "What is true for --resolver; repeatable. Default: every name is 127.0.0.1.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--link",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FAULT",
      description = "Runs a faulty link to the endpoint --to; without FAULT, lists them.")
  private @Nullable String link;

  @Option(
      names = "--client",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FAULT",
      description = "Plays a rude client against --to, on this host; without FAULT, lists them.")
  private @Nullable String client;

  @Option(names = "--to", paramLabel = "ADDR", description = "Where --link leads, --client goes.")
  private @Nullable String to;

  @Option(
      names = "--road",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FAULT",
      description = "Lays network namespaces with a fault between; without FAULT, lists them.")
  private @Nullable String road;

  /** What shall be broken, and how: empty where the list is wanted. */
  Map<Breakable, String> asked() {
    Map<Breakable, @Nullable String> all = new EnumMap<>(Breakable.class);
    all.put(Breakable.RESOLVER, resolver);
    all.put(Breakable.LINK, link);
    all.put(Breakable.ROAD, road);
    all.put(Breakable.CLIENT, client);
    Map<Breakable, String> asked = new EnumMap<>(Breakable.class);
    all.forEach((what, fault) -> {
      if (fault != null) {
        asked.put(what, fault);
      }
    });
    return asked;
  }

  /** Refuses what is written and would not be used. */
  void check(Breakable what) {
    if (to != null && what != Breakable.LINK && what != Breakable.CLIENT) {
      throw new IllegalArgumentException("--to goes with --link or --client");
    }
    if (!names.isEmpty() && what != Breakable.RESOLVER) {
      throw new IllegalArgumentException("--name goes with --resolver");
    }
  }

  /** Where it leads, HOST:PORT. */
  String to(Breakable what) {
    String given = to;
    if (given == null) {
      throw new IllegalArgumentException("--" + what.id() + " wants --to, such as 127.0.0.1:3001");
    }
    return given;
  }

  /** What is true for the resolver. */
  Zone zone() {
    if (names.isEmpty()) {
      return Zone.of(InetAddress.ofLiteral("127.0.0.1"));
    }
    Map<String, List<InetAddress>> all = new HashMap<>();
    for (String each : names) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--name wants NAME=ADDRESS");
      }
      all.computeIfAbsent(each.substring(0, equals), _ -> new ArrayList<>())
          .add(InetAddress.ofLiteral(each.substring(equals + 1)));
    }
    return new Zone(all);
  }
}
