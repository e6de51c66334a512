package dev.goodgate.gateway.route;

import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Route;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the first route that takes a request; reads the head where it stands. Immutable. */
public final class RouteTable {
  /** What {@link #find} returns when no route takes it. */
  public static final int NONE = -1;

  private final Entry[] entries;

  public RouteTable(List<Route> routes) {
    entries = routes.stream().map(Entry::new).toArray(Entry[]::new);
  }

  /** The index of the route that takes a request with this head. */
  public int find(Head head) {
    byte[] bytes = head.bytes();
    Fields fields = head.fields();
    int authority = fields.authorityStart();
    int hostEnd = hostEnd(bytes, authority, fields.authorityEnd());
    int target = head.targetStart();
    int pathEnd = target;
    while (pathEnd < head.targetEnd() && bytes[pathEnd] != '?') {
      pathEnd++;
    }
    for (int i = 0; i < entries.length; i++) {
      Entry entry = entries[i];
      if (entry.takesHost(bytes, authority, hostEnd)
          && entry.takesPath(bytes, target, pathEnd)
          && entry.takesMethod(head)
          && entry.takesFields(head)) {
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
    private final List<String> methods;
    private final List<AskedField> fields;

    private Entry(Route route) {
      String hostPattern = route.match().host().orElse(null);
      String pathPattern = route.match().path().orElse(null);
      anyLabel = hostPattern != null && hostPattern.startsWith("*.");
      host = hostPattern == null ? null : bytes(anyLabel ? hostPattern.substring(1) : hostPattern);
      path = pathPattern == null ? null : bytes(pathPattern);
      prefix = pathPattern != null && pathPattern.endsWith("/");
      methods = route.match().methods();
      fields = route.match().fields().entrySet().stream().map(AskedField::new).toList();
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

    boolean takesMethod(Head head) {
      boolean takes = methods.isEmpty();
      for (int i = 0; i < methods.size() && !takes; i++) {
        takes = head.methodIs(methods.get(i));
      }
      return takes;
    }

    boolean takesFields(Head head) {
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.get(i).isIn(head)) {
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
  }

  /** A field that must be there, with this value or any. */
  private static final class AskedField {
    private final byte[] lowerName;
    private final byte @Nullable [] value;

    private AskedField(Map.Entry<String, String> field) {
      lowerName = bytes(field.getKey().toLowerCase(Locale.ROOT));
      value = field.getValue().equals(Match.ANY_VALUE) ? null : bytes(field.getValue());
    }

    boolean isIn(Head head) {
      Fields fields = head.fields();
      for (int i = 0; i < fields.count(); i++) {
        if (fields.isNamed(i, lowerName) && says(head, fields.valueStart(i), fields.valueEnd(i))) {
          return true;
        }
      }
      return false;
    }

    private boolean says(Head head, int from, int to) {
      return value == null || Arrays.equals(head.bytes(), from, to, value, 0, value.length);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
