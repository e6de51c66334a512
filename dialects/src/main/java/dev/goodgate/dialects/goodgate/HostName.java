package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.HostPort;
import java.net.Inet6Address;
import java.util.List;
import java.util.regex.Pattern;

/** Tells whether a text can be a host: a name, four numbers, or an IPv6 number. Asks nobody. */
final class HostName {
  /** What every name and IPv4 number looks like; not all that look so are one. */
  static final String NAME = "[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?";

  private static final int LONGEST = 253;
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
  private static final Pattern BYTE = Pattern.compile("0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]");

  private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "::1");

  private HostName() {}

  /** A name whose last label is a number can only be four numbers. */
  static boolean isNameOrIpv4(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    String[] labels = text.split("\\.", -1);
    return labels[labels.length - 1].matches("\\d+") ? isIpv4(labels) : isName(labels);
  }

  static boolean isIpv4(String text) {
    return isIpv4(text.split("\\.", -1));
  }

  static boolean isIpv6(String text) {
    if (!text.contains(":") || !text.matches("[0-9A-Fa-f:.]{2,45}")) {
      return false;
    }
    try {
      return Inet6Address.ofLiteral(text).getAddress().length > 0;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || (host.startsWith("127.") && isNameOrIpv4(host))
        || (isIpv6(host) && Inet6Address.ofLiteral(host).isLoopbackAddress());
  }

  static boolean isWildcard(String host) {
    return host.equals("0.0.0.0")
        || (isIpv6(host) && Inet6Address.ofLiteral(host).isAnyLocalAddress());
  }

  /** Whether a connection to the one ends at a listener on the other, as far as texts can tell. */
  static boolean isListenedAt(HostPort listener, HostPort to) {
    if (listener.port() != to.port()) {
      return false;
    }
    List<String> ends = ends(to.host());
    return isWildcard(listener.host())
        ? ends.stream().anyMatch(HostName::isLoopback)
        : ends.stream().anyMatch(ends(listener.host())::contains);
  }

  /** A connection to no address in particular ends at this machine. */
  private static List<String> ends(String host) {
    return host.equals("localhost") || isWildcard(host) ? THIS_MACHINE : List.of(host);
  }

  private static boolean isName(String[] labels) {
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv4(String[] labels) {
    for (String label : labels) {
      if (!BYTE.matcher(label).matches()) {
        return false;
      }
    }
    return labels.length == 4;
  }
}
