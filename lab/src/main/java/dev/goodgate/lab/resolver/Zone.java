package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Name;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is true: which names have which addresses. The name {@code *} stands for all others. */
public record Zone(Map<String, List<InetAddress>> names) {
  public static final String ANY = "*";

  public Zone {
    Map<String, List<InetAddress>> copy = new TreeMap<>();
    names.forEach((name, addresses) -> copy.put(key(name), List.copyOf(addresses)));
    names = Map.copyOf(copy);
  }

  /** Every name has these. */
  public static Zone of(InetAddress... addresses) {
    return new Zone(Map.of(ANY, List.of(addresses)));
  }

  boolean knows(Name name) {
    return names.containsKey(key(name.toString())) || names.containsKey(ANY);
  }

  /** None for a name it does not know. */
  List<InetAddress> addresses(Name name) {
    return names.getOrDefault(key(name.toString()), names.getOrDefault(ANY, List.of()));
  }

  private static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() > 1 && lower.endsWith(".")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }
}
