package dev.goodgate.gateway.route;

import dev.goodgate.vocabulary.plan.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the first route that takes a request; reads host and path where they stand. Immutable. */
public final class RouteTable {
  /** What {@link #find} returns when no route takes it. */
  public static final int NONE = -1;

  private final Entry[] entries;

  public RouteTable(List<Route> routes) {
    entries = routes.stream().map(Entry::new).toArray(Entry[]::new);
  }

  /**
   * The index of the route; the authority may carry a port, the target a query, and both may be
   * empty.
   */
  public int find(byte[] bytes, int authority, int authorityEnd, int target, int targetEnd) {
    int hostEnd = hostEnd(bytes, authority, authorityEnd);
    int pathEnd = target;
    while (pathEnd < targetEnd && bytes[pathEnd] != '?') {
      pathEnd++;
    }
    for (int i = 0; i < entries.length; i++) {
      if (entries[i].takesHost(bytes, authority, hostEnd)
          && entries[i].takesPath(bytes, target, pathEnd)) {
        return i;
      }
    }
    return NONE;
  }

  /** Cuts off the port, and the dot that a fully qualified name may end in. */
  private static int hostEnd(byte[] bytes, int from, int to) {
    int end = to;
    for (int i = to - 1; i >= from && bytes[i] != ']'; i--) {
      if (bytes[i] == ':') {
        end = i;
        break;
      }
    }
    return end > from && bytes[end - 1] == '.' ? end - 1 : end;
  }

  private static final class Entry {
    private final byte @Nullable [] host;
    private final boolean anyLabel;
    private final byte @Nullable [] path;
    private final boolean prefix;

    private Entry(Route route) {
      String hostPattern = route.match().host().orElse(null);
      String pathPattern = route.match().path().orElse(null);
      anyLabel = hostPattern != null && hostPattern.startsWith("*.");
      host = hostPattern == null ? null : ascii(anyLabel ? hostPattern.substring(1) : hostPattern);
      path = pathPattern == null ? null : ascii(pathPattern);
      prefix = pathPattern != null && pathPattern.endsWith("/");
    }

    boolean takesHost(byte[] bytes, int from, int to) {
      if (host == null) {
        return true;
      }
      int length = to - from;
      boolean fits = anyLabel ? length > host.length : length == host.length;
      return fits && endsWithIgnoringCase(bytes, to, host);
    }

    boolean takesPath(byte[] bytes, int from, int to) {
      if (path == null) {
        return true;
      }
      int length = to - from;
      if (prefix ? length < path.length : length != path.length) {
        return false;
      }
      for (int i = 0; i < path.length; i++) {
        if (bytes[from + i] != path[i]) {
          return false;
        }
      }
      return true;
    }

    private static boolean endsWithIgnoringCase(byte[] bytes, int to, byte[] lower) {
      for (int i = 1; i <= lower.length; i++) {
        byte b = bytes[to - i];
        if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lower[lower.length - i]) {
          return false;
        }
      }
      return true;
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
