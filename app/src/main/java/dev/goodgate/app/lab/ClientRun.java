package dev.goodgate.app.lab;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.rude.Encounter;
import dev.goodgate.lab.rude.RudeClient;
import dev.goodgate.lab.rude.Rudeness;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plays a rude client against this host, and tells how each kind of connection ended. */
final class ClientRun {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Terminal terminal;

  ClientRun(Terminal terminal) {
    this.terminal = terminal;
  }

  void play(String name, InetSocketAddress to) throws InterruptedException {
    if (!to.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "--client plays against this host only, not " + to.getHostString());
    }
    List<Encounter> all = new RudeClient(to, PATIENCE).play(Rudeness.MENU.of(name));
    Map<String, Long> told =
        all.stream()
            .collect(Collectors.groupingBy(ClientRun::told, TreeMap::new, Collectors.counting()));
    told.forEach((what, count) -> terminal.out().println(count + " × " + what));
    terminal.out().flush();
  }

  private static String told(Encounter met) {
    String line = met.kept().lines().findFirst().orElse("");
    return met.ending().name().toLowerCase(Locale.ROOT)
        + ": "
        + met.sent()
        + " bytes out, "
        + met.received()
        + " in"
        + (line.isEmpty() ? "" : ": " + Terminal.printable(line));
  }
}
