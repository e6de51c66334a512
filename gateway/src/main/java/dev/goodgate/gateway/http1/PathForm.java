package dev.goodgate.gateway.http1;

import java.util.Arrays;

/**
 * The one form of a path that has many: what need not be escaped is not (RFC 3986 6.2.2.2), there
 * are no dot segments (5.2.4), no two slashes meet. An escaped slash is no slash, and stays. A path
 * that others might understand in a way of their own is refused: one that leads above the root, has
 * a backslash or a broken escape, or dots beside an escaped slash or a semicolon.
 */
final class PathForm {
  private static final int REFUSED = -1;
  private static final byte[] DOTS = {'.', '.'};

  private PathForm() {}

  /**
   * Puts the path up to {@code query} into this form, in place; returns where the target then ends
   * that ended at {@code to}, -1 where refused.
   */
  static int settle(byte[] bytes, int from, int query, int to) {
    if (from == query || bytes[from] != '/') {
      return to; // an asterisk, or no path at all
    }
    int end = unescape(bytes, from, query);
    end = end < 0 ? end : foldSegments(bytes, from, end);
    if (end < 0) {
      return REFUSED;
    }
    System.arraycopy(bytes, query, bytes, end, to - query);
    return end + to - query;
  }

  private static int unescape(byte[] bytes, int from, int to) {
    int end = from;
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (b == '\\') {
        return REFUSED;
      }
      if (b == '%') {
        int value = at + 2 < to ? escaped(bytes, at) : REFUSED;
        if (value <= 0) {
          return REFUSED; // broken, or of the byte that ends a text elsewhere
        }
        if (isUnreserved(value)) {
          b = (byte) value;
          at += 2;
        }
      }
      bytes[end++] = b;
    }
    return end;
  }

  private static int foldSegments(byte[] bytes, int from, int to) {
    int end = from + 1; // behind the slash that it begins with
    for (int at = from + 1; at <= to; ) {
      int next = at;
      while (next < to && bytes[next] != '/') {
        next++;
      }
      int length = next - at;
      boolean last = next == to;
      if (isDots(bytes, at, next)) {
        if (length == 2) {
          if (end == from + 1) {
            return REFUSED;
          }
          end--;
          while (bytes[end - 1] != '/') {
            end--;
          }
        }
      } else if (isAmbiguous(bytes, at, next)) {
        return REFUSED;
      } else if (length > 0) {
        System.arraycopy(bytes, at, bytes, end, length);
        end += length;
        if (!last) {
          bytes[end++] = '/';
        }
      }
      at = next + 1;
    }
    return end;
  }

  /** Whether a reader who takes an escaped slash for a slash, or ends at a semicolon, sees dots. */
  private static boolean isAmbiguous(byte[] bytes, int from, int to) {
    int begin = from;
    int semicolon = -1;
    for (int at = from; at <= to; at++) {
      boolean slash = at < to && bytes[at] == '%' && isSlash(escaped(bytes, at));
      if (slash || at == to) {
        if (isDots(bytes, begin, semicolon < 0 ? at : semicolon)) {
          return true;
        }
        begin = Math.min(to, at + 3);
        semicolon = -1;
      } else if (bytes[at] == ';' && semicolon < 0) {
        semicolon = at;
      }
    }
    return false;
  }

  private static boolean isDots(byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, DOTS, 0, 1) || Arrays.equals(bytes, from, to, DOTS, 0, 2);
  }

  private static boolean isSlash(int value) {
    return value == '/' || value == '\\';
  }

  private static int escaped(byte[] bytes, int at) {
    int high = Character.digit(bytes[at + 1], 16);
    int low = Character.digit(bytes[at + 2], 16);
    return high < 0 || low < 0 ? REFUSED : high << 4 | low;
  }

  /** RFC 3986 2.3. */
  private static boolean isUnreserved(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }
}
