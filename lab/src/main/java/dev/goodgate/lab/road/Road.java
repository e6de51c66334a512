package dev.goodgate.lab.road;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A near town, a router and a far town: three network namespaces in a row, joined by two veth pairs
 * that exist in them only. The router acts faults. Whatever is played, all of it is gone with the
 * namespaces, and the interfaces and tables of this machine are never touched.
 *
 * <p>Wants Linux with namespaces, veth and nf_tables, the programs ip, nft and sysctl, and root. No
 * traffic control: packets are lost by nf_tables, since netem is missing in many kernels. A
 * namespace cannot lower {@code nf_conntrack_max}, so a full table is a limit of nf_tables.
 */
public final class Road implements AutoCloseable {
  /** What came of building one. */
  public sealed interface Building {
    record Done(Road road) implements Building {}

    record Impossible(String why) implements Building {}
  }

  private static final String MARK = "goodgate-lab-";
  private static final Pattern OURS = Pattern.compile(MARK + "(\\d+)-\\w+-\\w+");
  private static final List<String> TOOLS = List.of("ip", "nft", "sysctl");

  private final Town near;
  private final Town router;
  private final Town far;
  private final RoadWorks works;

  private Road(String mark) {
    near = new Town(mark + "near", RoadWorks.NEAR, RoadWorks.NEAR_IPV6);
    router = new Town(mark + "router", RoadWorks.ROUTER, RoadWorks.ROUTER_IPV6);
    far = new Town(mark + "far", RoadWorks.FAR, RoadWorks.FAR_IPV6);
    works = new RoadWorks(near, router, far);
  }

  /** {@code chance} is for names that nobody else has. Removes what dead processes left behind. */
  public static Building build(RandomGenerator chance) {
    try {
      if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
        return new Building.Impossible("network namespaces need root");
      }
      for (String tool : TOOLS) {
        if (isMissing(tool)) {
          return new Building.Impossible("the program '" + tool + "' is not installed");
        }
      }
      sweep();
      Road road =
          new Road(
              MARK
                  + ProcessHandle.current().pid()
                  + "-"
                  + Integer.toHexString(chance.nextInt(1 << 20))
                  + "-");
      try {
        road.works.lay();
        return new Building.Done(road);
      } catch (IOException failed) {
        road.close();
        throw failed;
      }
    } catch (IOException | UnsupportedOperationException | UncheckedIOException notHere) {
      return new Building.Impossible("no road can be built here: " + notHere.getMessage());
    }
  }

  /** Where the gateway is. */
  public Town near() {
    return near;
  }

  /** Where the endpoints are. */
  public Town far() {
    return far;
  }

  /** Plays this fault, written as {@link RoadFault#MENU} reads it, and none of those before. */
  public void play(String written) {
    RoadFault fault = RoadFault.MENU.of(written);
    try {
      works.clear();
      works.make(fault);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot switch to " + written, failed);
    }
  }

  /** Ends every program that runs in the towns, too. */
  @Override
  public void close() {
    remove(List.of(near.name(), router.name(), far.name()));
  }

  private static boolean isMissing(String tool) {
    return List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").stream()
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static void sweep() {
    remove(names().stream().filter(Road::isLeftBehind).toList());
  }

  private static boolean isLeftBehind(String name) {
    Matcher ours = OURS.matcher(name);
    return ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty();
  }

  private static void remove(List<String> wanted) {
    wanted.stream().filter(names()::contains).forEach(Road::remove);
  }

  /** Another process may sweep, too. */
  private static void remove(String town) {
    try {
      Town.remove(town);
    } catch (UncheckedIOException failed) {
      if (names().contains(town)) {
        throw failed;
      }
    }
  }

  private static List<String> names() {
    try {
      return Command.run("", List.of("ip", "netns", "list"))
          .lines()
          .map(line -> line.replaceFirst(" .*", ""))
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
