package dev.goodgate.lab.road;

import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.road.RoadFault.Noticed;
import dev.goodgate.lab.road.RoadFault.Refusal;
import dev.goodgate.lab.road.RoadFault.Way;
import java.util.List;
import java.util.stream.Stream;

/** The menu of what the kernel can do wrong. */
final class RoadKinds {
  private RoadKinds() {}

  static List<Kind<RoadFault>> all() {
    return Stream.of(unreachable(), packets(), tables()).flatMap(List::stream).toList();
  }

  private static List<Kind<RoadFault>> unreachable() {
    String group = "nothing gets there";
    return List.of(
        new Kind<>(group, "clear", "passes everything on", with -> new RoadFault.Clear()),
        new Kind<>(
            group,
            "connect-timeout-drop",
            "drops attempts to connect, silently",
            with -> new RoadFault.DropsSyn(with.number("port", 0))),
        new Kind<>(
            group,
            "firewall-reject",
            "turns packets away, and says so",
            with ->
                new RoadFault.Rejects(with.choice("with", Refusal.RESET), with.number("port", 0))),
        new Kind<>(
            group,
            "host-down",
            "the far end is not there",
            with -> new RoadFault.FarEndDown(with.choice("noticed", Noticed.NEAR_END))),
        new Kind<>(
            group,
            "no-route",
            "no route leads to the far end",
            with -> new RoadFault.NoRoute(with.choice("noticed", Noticed.NEAR_END))),
        new Kind<>(
            group,
            "dns-ipv6-unreachable",
            "no IPv6 route leads to the far end, an IPv4 route does",
            with -> new RoadFault.NoIpv6()));
  }

  private static List<Kind<RoadFault>> packets() {
    String group = "some packets get there";
    return List.of(
        new Kind<>(
            group,
            "one-way",
            "drops everything one way, even of open connections",
            with -> new RoadFault.DropsWay(with.choice("way", Way.BACK), with.size("after", "0"))),
        new Kind<>(
            group,
            "mtu-black-hole",
            "drops large packets without the ICMP message that says so",
            with -> new RoadFault.BlackHole(with.number("mtu", 1_000))),
        new Kind<>(
            group,
            "packet-loss",
            "drops some packets by chance",
            with ->
                new RoadFault.LosesSome(with.choice("way", Way.BOTH), with.number("percent", 30))),
        new Kind<>(
            group, "duplicate", "delivers every packet twice", with -> new RoadFault.Doubles()));
  }

  private static List<Kind<RoadFault>> tables() {
    String group = "a table is full, or forgets";
    return List.of(
        new Kind<>(
            group,
            "conntrack-table-full",
            "drops packets of new connections when so many are tracked",
            with -> new RoadFault.TableFull(with.number("connections", 1))),
        new Kind<>(
            group,
            "ephemeral-ports-exhausted",
            "the near end has few ports to connect from",
            with -> new RoadFault.FewPorts(with.number("ports", 2))),
        new Kind<>(
            group,
            "nat-port-exhaustion",
            "the router has few ports to translate to",
            with -> new RoadFault.FewNatPorts(with.number("ports", 1))),
        new Kind<>(
            group,
            "middlebox-idle-drop",
            "forgets connections that were idle",
            with ->
                new RoadFault.ForgetsIdle(with.number("seconds", 1), with.flag("silent", true))));
  }
}
