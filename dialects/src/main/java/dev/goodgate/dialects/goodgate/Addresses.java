package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.HostPort;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An address: {@code host:port} or {@code [::1]:port}. Where one is listened at, port 0 means any
 * free one, and {@code :8080} every IPv4 address of the machine, as it does elsewhere.
 */
record Addresses(Use use) implements Form<HostPort> {
  /** What is done at an address. */
  enum Use {
    LISTENED_AT,
    ASKED,
    /** Port 53 where none is written; never a name, as nobody could look it up. */
    NAME_SERVER
  }

  @Override
  public String expected() {
    return switch (use) {
      case LISTENED_AT -> "an address such as `127.0.0.1:8080` or `[::1]:8080`";
      case ASKED -> "an address such as `127.0.0.1:3000` or `app.internal:3000`";
      case NAME_SERVER -> "the number of a name server such as `127.0.0.1:53`, not its name";
    };
  }

  @Override
  public @Nullable HostPort read(String text, Refusal<HostPort> refusal) {
    int colon = text.lastIndexOf(':');
    if (text.matches(use == Use.LISTENED_AT ? "\\d{1,5}" : ":?\\d{1,5}")) {
      String port = text.replace(":", "");
      String meant = portOf(port).isPresent() ? "127.0.0.1:" + port : null;
      return refuse(text, "has no host", meant, refusal);
    }
    if (HostName.isIpv6(text)) {
      return refuse(text, "needs brackets around its IPv6 number", bracketed(text), refusal);
    }
    if (colon < 0 || text.endsWith("]")) {
      if (use == Use.NAME_SERVER) {
        return withHost(text, 53, text, refusal);
      }
      String port = use == Use.LISTENED_AT ? ":8080" : ":80";
      return refuse(text, "has no port", sensible(text) ? text + port : null, refusal);
    }
    String host = text.substring(0, colon);
    String port = text.substring(colon + 1);
    OptionalInt number = portOf(port);
    if (number.isEmpty()) {
      return refuse(text, "has an impossible port " + Shown.quoted(port), null, refusal);
    }
    return withHost(host, number.getAsInt(), text, refusal);
  }

  private @Nullable HostPort withHost(
      String host, int port, String text, Refusal<HostPort> refusal) {
    if (host.isEmpty()) {
      return new HostPort("0.0.0.0", port);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      String number = host.substring(1, host.length() - 1);
      return HostName.isIpv6(number)
          ? new HostPort(number.toLowerCase(Locale.ROOT), port)
          : refuse(text, "holds no IPv6 number in its brackets", null, refusal);
    }
    boolean possible = use == Use.NAME_SERVER ? HostName.isIpv4(host) : HostName.isNameOrIpv4(host);
    return possible
        ? new HostPort(host.toLowerCase(Locale.ROOT), port)
        : refuse(text, "has an impossible host " + Shown.quoted(host), null, refusal);
  }

  /** Port 0 is for listening only. */
  private OptionalInt portOf(String text) {
    if (!text.matches("\\d{1,5}")) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(text);
    boolean possible = port <= 65_535 && (port > 0 || use == Use.LISTENED_AT);
    return possible ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private static boolean sensible(String host) {
    return HostName.isNameOrIpv4(host)
        || (host.startsWith("[")
            && host.endsWith("]")
            && HostName.isIpv6(host.substring(1, host.length() - 1)));
  }

  /** Taken for a number alone where it is one; a port may have been meant by its last group. */
  private static String bracketed(String ipv6) {
    int colon = ipv6.lastIndexOf(':');
    String start = ipv6.substring(0, colon);
    boolean portMeant = ipv6.substring(colon + 1).matches("\\d{2,5}") && HostName.isIpv6(start);
    return portMeant ? "[" + start + "]:" + ipv6.substring(colon + 1) : "[" + ipv6 + "]:8080";
  }

  private @Nullable HostPort refuse(
      String text, String why, @Nullable String meant, Refusal<HostPort> refusal) {
    return refusal.because(Shown.quoted(text) + " " + why, expected(), meant);
  }

  @Override
  public String write(HostPort address) {
    return address.toString();
  }

  @Override
  public Look look() {
    String port = "\\d{1,5}";
    String host = "(" + HostName.NAME + "|\\[[0-9A-Fa-f:.]+])";
    return new Look.Matching(
        switch (use) {
          case LISTENED_AT, ASKED -> host + "?:" + port;
          case NAME_SERVER -> host + "(:" + port + ")?";
        });
  }
}
