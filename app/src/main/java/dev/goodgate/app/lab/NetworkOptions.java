package dev.goodgate.app.lab;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.link.LinkFault;
import dev.goodgate.lab.menu.Menu;
import dev.goodgate.lab.resolver.NameFault;
import dev.goodgate.lab.resolver.Zone;
import dev.goodgate.lab.road.RoadFault;
import dev.goodgate.lab.rude.Rudeness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command {@code lab} can run instead of an endpoint; without FAULT, each is listed. */
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
      paramLabel = "NAME",
      description = "Plays a rude client against --to, on this host; without NAME, lists them.")
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

  boolean areGiven() {
    return resolver != null || link != null || road != null || client != null;
  }

  /** {@code address} reads HOST:PORT; what is wrong with what was written is thrown as such. */
  int run(
      Terminal terminal, NetworkRun run, String listen, Function<String, InetSocketAddress> address)
      throws IOException {
    String name = resolver;
    String stretch = link;
    String lanes = road;
    String guest = client;
    try {
      if (name != null && understood(terminal, NameFault.MENU, name)) {
        run.resolver(name, address.apply(listen), zone());
      } else if (stretch != null && understood(terminal, LinkFault.MENU, stretch)) {
        run.link(stretch, address.apply(listen), address.apply(wanted("--link")));
      } else if (lanes != null && understood(terminal, RoadFault.MENU, lanes)) {
        run.road(lanes);
      } else if (guest != null && understood(terminal, Rudeness.MENU, guest)) {
        new ClientRun(terminal).play(guest, address.apply(wanted("--client")));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return Exit.DONE.code();
  }

  private String wanted(String by) {
    String given = to;
    if (given == null) {
      throw new IllegalArgumentException(by + " wants --to, such as 127.0.0.1:3001");
    }
    return given;
  }

  /** Whether there is something to run; a list is printed where nothing was named. */
  private static boolean understood(Terminal terminal, Menu<?> menu, String written) {
    if (written.isEmpty()) {
      new MenuList(terminal).print(menu);
      return false;
    }
    menu.of(written);
    return true;
  }

  private Zone zone() {
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
