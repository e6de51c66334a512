package dev.goodgate.dialects.goodgate;

import java.net.Inet6Address;
import java.util.regex.Pattern;

/** Tells whether a text can be a host: a name, four numbers, or an IPv6 number. Asks nobody. */
final class HostName {
  private static final int LONGEST = 253;
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
  private static final Pattern BYTE = Pattern.compile("0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]");

  private HostName() {}

  /** A name whose last label is a number can only be four numbers. */
  static boolean isNameOrIpv4(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    String[] labels = text.split("\\.", -1);
    return labels[labels.length - 1].matches("\\d+") ? isIpv4(labels) : isName(labels);
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
