package dev.goodgate.lab.road;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One network namespace, with the addresses of its own. Programs can be run inside it. */
public final class Town {
  private final String name;
  private final InetAddress ipv4;
  private final InetAddress ipv6;

  Town(String name, InetAddress ipv4, InetAddress ipv6) {
    this.name = name;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  public String name() {
    return name;
  }

  public InetAddress ipv4() {
    return ipv4;
  }

  public InetAddress ipv6() {
    return ipv6;
  }

  /** A program that will run inside, with the files of this machine. */
  public ProcessBuilder program(List<String> words) {
    return new ProcessBuilder(Stream.concat(inside(), words.stream()).toList());
  }

  void add() throws IOException {
    Command.run("", List.of("ip", "netns", "add", name));
    ip("link set lo up");
  }

  /** Ends what runs inside, then forgets the town; its interfaces and tables go with it. */
  static void remove(String name) {
    try {
      Command.run("", List.of("ip", "netns", "pids", name))
          .lines()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
          .forEach(ProcessHandle::destroyForcibly);
      Command.run("", List.of("ip", "netns", "del", name));
    } catch (IOException notThere) {
      throw new UncheckedIOException("town " + name + " could not be removed", notThere);
    }
  }

  /** {@code words} are those of {@code ip}, such as {@code link set lo up}. */
  void ip(String words) throws IOException {
    List<String> all = new ArrayList<>(List.of("ip", "-n", name));
    all.addAll(List.of(words.split(" ")));
    Command.run("", all);
  }

  void run(String... words) throws IOException {
    Command.run("", Stream.concat(inside(), Stream.of(words)).toList());
  }

  /** Replaces all rules of packets by these. */
  void filter(String rules) throws IOException {
    Command.run(
        "flush ruleset\n" + rules, Stream.concat(inside(), Stream.of("nft", "-f", "-")).toList());
  }

  void set(String key, String value) throws IOException {
    run("sysctl", "-q", "-w", key + "=" + value);
  }

  private Stream<String> inside() {
    return Stream.of("ip", "netns", "exec", name);
  }
}
