package dev.goodgate.lab.road;

import dev.goodgate.lab.road.RoadFault.Refusal;
import dev.goodgate.lab.road.RoadFault.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Lays a road, breaks it as a fault says, and mends it. */
record RoadWorks(Town near, Town router, Town far) {
  static final InetAddress NEAR = InetAddress.ofLiteral("10.99.1.2");
  static final InetAddress ROUTER = InetAddress.ofLiteral("10.99.2.1");
  static final InetAddress FAR = InetAddress.ofLiteral("10.99.2.2");
  static final InetAddress NEAR_IPV6 = InetAddress.ofLiteral("fd99:1::2");
  static final InetAddress ROUTER_IPV6 = InetAddress.ofLiteral("fd99:2::1");
  static final InetAddress FAR_IPV6 = InetAddress.ofLiteral("fd99:2::2");

  private static final String FAR_ALONE = "10.99.2.2/32";
  private static final String FAR_IPV6_ALONE = "fd99:2::2/128";
  private static final String PORT_RANGE = "net.ipv4.ip_local_port_range";
  private static final String ESTABLISHED = "net.netfilter.nf_conntrack_tcp_timeout_established";
  private static final String LOOSE = "net.netfilter.nf_conntrack_tcp_loose";
  private static final String TO_FAR = "iifname tonear ";
  private static final String TO_NEAR = "iifname tofar ";
  private static final int FIRST_PORT = 40_000;
  private static final int MTU = 1_500;

  void lay() throws IOException {
    for (Town each : List.of(near, router, far)) {
      each.add();
    }
    near.ip("link add nearside type veth peer name tonear netns " + router.name());
    router.ip("link add tofar type veth peer name farside netns " + far.name());
    near.ip("link set nearside up");
    router.ip("link set tonear up");
    router.ip("link set tofar up");
    far.ip("link set farside up");
    near.ip("addr add 10.99.1.2/24 dev nearside");
    near.ip("addr add fd99:1::2/64 dev nearside nodad");
    far.ip("addr add 10.99.2.2/24 dev farside");
    far.ip("addr add fd99:2::2/64 dev farside nodad");
    router.set("net.ipv4.ip_forward", "1");
    router.set("net.ipv6.conf.all.forwarding", "1");
    // Each of many failures in a row is to be told.
    router.set("net.ipv4.icmp_ratelimit", "0");
    router.set("net.ipv6.icmp.ratelimit", "0");
    router.set("net.netfilter.nf_conntrack_acct", "1");
    clear();
    far.ip("route add default via 10.99.2.1");
    far.ip("route add default via fd99:2::1");
  }

  /** Everything as it was laid; whatever a fault may have changed is set again. */
  void clear() throws IOException {
    router.filter("");
    for (String each : List.of("tonear", "tofar")) {
      router.ip("link set " + each + " mtu " + MTU);
      router.ip("neigh flush dev " + each);
    }
    // An MTU that is too small for IPv6 takes its addresses away.
    router.ip("addr replace 10.99.1.1/24 dev tonear");
    router.ip("addr replace fd99:1::1/64 dev tonear nodad");
    router.ip("addr replace 10.99.2.1/24 dev tofar");
    router.ip("addr replace fd99:2::1/64 dev tofar nodad");
    router.set(ESTABLISHED, "432000");
    router.set(LOOSE, "1");
    near.ip("route flush exact " + FAR_ALONE);
    near.ip("-6 route flush exact " + FAR_IPV6_ALONE);
    near.ip("neigh flush dev nearside");
    near.ip("route replace default via 10.99.1.1");
    near.ip("-6 route replace default via fd99:1::1");
    near.set(PORT_RANGE, "32768 60999");
    far.ip("link set farside arp on");
  }

  void make(RoadFault fault) throws IOException {
    switch (fault) {
      case RoadFault.Clear() -> {}
      case RoadFault.DropsSyn(int port) ->
          forward(TO_FAR + "tcp flags & (syn | ack) == syn " + port(port) + "drop");
      case RoadFault.DropsWay(Way way, long after) -> dropWay(way, after);
      case RoadFault.Rejects(Refusal with, int port) -> reject(with, port);
      case RoadFault.FarEndDown(var where) -> hostDown(where);
      case RoadFault.NoRoute(var where) -> noRoute(where);
      case RoadFault.NoIpv6() -> near.ip("-6 route del default");
      case RoadFault.BlackHole(int mtu) -> blackHole(mtu);
      case RoadFault.LosesSome(Way way, int percent) ->
          forward(on(way) + (percent == 100 ? "" : "numgen random mod 100 < " + percent) + " drop");
      case RoadFault.Doubles() ->
          router.filter(
              chain(
                  "ip",
                  "type filter hook forward priority 0",
                  TO_FAR + "dup to 10.99.2.2 device tofar",
                  TO_NEAR + "dup to 10.99.1.2 device tonear"));
      case RoadFault.TableFull(int connections) ->
          forward(TO_FAR + "ct state new ct count over " + connections + " drop");
      case RoadFault.FewPorts(int ports) ->
          near.set(PORT_RANGE, FIRST_PORT + " " + (FIRST_PORT + ports - 1));
      case RoadFault.FewNatPorts(int ports) ->
          router.filter(
              chain(
                  "ip",
                  "type nat hook postrouting priority 100",
                  "oifname tofar meta l4proto tcp snat to 10.99.2.1:"
                      + FIRST_PORT
                      + "-"
                      + (FIRST_PORT + ports - 1)));
      case RoadFault.ForgetsIdle(int seconds, boolean silent) -> {
        router.set(ESTABLISHED, Integer.toString(seconds));
        router.set(LOOSE, "0");
        forward("ct state invalid " + (silent ? "drop" : "meta l4proto tcp reject with tcp reset"));
      }
    }
  }

  /** The router sees both ways of a connection, so it knows how much of one has passed. */
  private void dropWay(Way way, long after) throws IOException {
    String there = TO_FAR + "ct original bytes > " + after + " drop";
    String back = TO_NEAR + "ct reply bytes > " + after + " drop";
    switch (way) {
      case THERE -> forward(after == 0 ? TO_FAR + "drop" : there);
      case BACK -> forward(after == 0 ? TO_NEAR + "drop" : back);
      case BOTH -> forward(after == 0 ? on(way) + "drop" : there + "\n" + back);
    }
  }

  private void reject(Refusal with, int port) throws IOException {
    String tcp = TO_FAR + "meta l4proto tcp " + port(port);
    if (with == Refusal.RESET) {
      forward(tcp + "reject with tcp reset");
    } else {
      forward(
          TO_FAR
              + "meta nfproto ipv4 meta l4proto tcp "
              + port(port)
              + "reject with icmp type "
              + icmp(with),
          TO_FAR
              + "meta nfproto ipv6 meta l4proto tcp "
              + port(port)
              + "reject with icmpv6 type "
              + icmpv6(with));
    }
  }

  private void hostDown(RoadFault.Noticed where) throws IOException {
    switch (where) {
      case NOWHERE -> forward(on(Way.BOTH) + "drop");
      case NEAR_END -> {
        near.ip("route add " + FAR_ALONE + " dev nearside scope link");
        near.ip("-6 route add " + FAR_IPV6_ALONE + " dev nearside");
      }
      case ROUTER -> {
        far.ip("link set farside arp off");
        router.ip("neigh flush dev tofar");
      }
    }
  }

  private void noRoute(RoadFault.Noticed where) throws IOException {
    switch (where) {
      case NEAR_END -> {
        near.ip("route del default");
        near.ip("-6 route del default");
      }
      case ROUTER -> reject(Refusal.NET_UNREACHABLE, 0);
      case NOWHERE -> throw new IllegalArgumentException("somebody notices that");
    }
  }

  private void blackHole(int mtu) throws IOException {
    router.ip("link set tonear mtu " + mtu);
    router.ip("link set tofar mtu " + mtu);
    router.filter(
        chain(
            "inet",
            "type filter hook output priority 0",
            "icmp type destination-unreachable drop",
            "icmpv6 type packet-too-big drop"));
  }

  private void forward(String... rules) throws IOException {
    router.filter(chain("inet", "type filter hook forward priority 0", rules));
  }

  private static String chain(String family, String hook, String... rules) {
    return "table "
        + family
        + " road {\nchain passing {\n"
        + hook
        + ";\n"
        + String.join("\n", rules)
        + "\n}\n}\n";
  }

  private static String on(Way way) {
    return switch (way) {
      case THERE -> TO_FAR;
      case BACK -> TO_NEAR;
      case BOTH -> "iifname { tonear, tofar } ";
    };
  }

  private static String port(int port) {
    return port == 0 ? "" : "tcp dport " + port + " ";
  }

  private static String icmp(Refusal with) {
    return switch (with) {
      case RESET -> throw new IllegalArgumentException("that is no ICMP");
      case PORT_UNREACHABLE -> "port-unreachable";
      case HOST_UNREACHABLE -> "host-unreachable";
      case NET_UNREACHABLE -> "net-unreachable";
      case HOST_PROHIBITED -> "host-prohibited";
      case NET_PROHIBITED -> "net-prohibited";
      case ADMIN_PROHIBITED -> "admin-prohibited";
    };
  }

  private static String icmpv6(Refusal with) {
    return switch (with) {
      case RESET -> throw new IllegalArgumentException("that is no ICMP");
      case PORT_UNREACHABLE -> "port-unreachable";
      case HOST_UNREACHABLE -> "addr-unreachable";
      case NET_UNREACHABLE -> "no-route";
      case HOST_PROHIBITED, NET_PROHIBITED, ADMIN_PROHIBITED -> "admin-prohibited";
    };
  }
}
