package dev.goodgate.app.lab;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.link.Crossing;
import dev.goodgate.lab.link.FaultyLink;
import dev.goodgate.lab.resolver.Lookup;
import dev.goodgate.lab.resolver.LyingResolver;
import dev.goodgate.lab.resolver.Zone;
import dev.goodgate.lab.road.Road;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/** Runs what is between a gateway and its endpoints, broken, until the process is ended. */
final class NetworkRun {
  private final Terminal terminal;
  private final NanoClock clock;
  private final RandomGenerator chance;

  NetworkRun(Terminal terminal, NanoClock clock, RandomGenerator chance) {
    this.terminal = terminal;
    this.clock = clock;
    this.chance = chance;
  }

  void resolver(String fault, InetSocketAddress listen, Zone zone)
      throws IOException, InterruptedException {
    try (LyingResolver resolver = LyingResolver.start(listen, zone, clock, this::tell)) {
      resolver.play(fault);
      InetSocketAddress at = resolver.address();
      String host = at.getAddress().getHostAddress();
      print("name server at " + terminal.bold(host + ":" + at.getPort()) + " until interrupted");
      print("try: dig @" + host + " -p " + at.getPort() + " any.test");
      print("or by name: dig @" + host + " -p " + at.getPort() + " dns-nxdomain.fault.test");
      untilInterrupted();
    }
  }

  void link(String fault, InetSocketAddress listen, InetSocketAddress to)
      throws IOException, InterruptedException {
    FaultyLink.Surroundings surroundings = new FaultyLink.Surroundings(clock, chance, this::tell);
    try (FaultyLink link = FaultyLink.start(listen, to, surroundings)) {
      link.play(fault);
      String at = link.address().getAddress().getHostAddress() + ":" + link.address().getPort();
      print(
          "link from "
              + terminal.bold(at)
              + " to "
              + to.getHostString()
              + ":"
              + to.getPort()
              + " until interrupted");
      untilInterrupted();
    }
  }

  void road(String fault) throws IOException, InterruptedException {
    switch (Road.build(chance)) {
      case Road.Building.Impossible(String why) -> throw new IOException(why);
      case Road.Building.Done(Road built) -> {
        try (Road road = built) {
          road.play(fault);
          print("a gateway goes in the near town:   ip netns exec " + road.near().name());
          print("an endpoint goes in the far town:  ip netns exec " + road.far().name());
          print(
              "it is at "
                  + terminal.bold(road.far().ipv4().getHostAddress())
                  + " and "
                  + terminal.bold(road.far().ipv6().getHostAddress()));
          untilInterrupted();
        }
      }
    }
  }

  private static void untilInterrupted() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private void tell(Lookup lookup) {
    String question = lookup.question().map(Object::toString).orElse("unreadable");
    tell(
        lookup.at(),
        lookup.over()
            + "  "
            + Terminal.printable(question)
            + "  -> "
            + terminal.accented(Terminal.printable(lookup.fault()))
            + ": "
            + lookup.did());
  }

  private void tell(Crossing crossing) {
    tell(crossing.at(), "#" + crossing.connection() + "  " + Terminal.printable(crossing.what()));
  }

  private void tell(long at, String what) {
    print(terminal.faint(String.format(Locale.ROOT, "%9.3f s  ", at / 1e9)) + what);
  }

  private void print(String line) {
    terminal.out().print(line + System.lineSeparator());
    terminal.out().flush();
  }
}
