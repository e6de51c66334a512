package dev.goodgate.gateway.fastcgi;

/**
 * Finds the script in a path (RFC 3875 4.1.13, 4.1.5). The path is decoded first, and one that
 * could lead out of the root is refused: so no encoding of it can. The first segment that ends in
 * the suffix, and is longer, is the script; {@code /a.jpg/b.php} is never a script {@code a.jpg}.
 * Used for one path after the other.
 */
final class ScriptPath {
  private static final int MAX = 4_096; // PATH_MAX: no file has a longer one

  private final Scripts.Bytes scripts;
  private final byte[] path = new byte[MAX];
  private int length;
  private byte[] script = {};
  private int scriptLength;
  private int infoFrom;

  ScriptPath(Scripts.Bytes scripts) {
    this.scripts = scripts;
  }

  /** False for a path that is malformed, or must not be passed on. */
  boolean find(byte[] target, int from, int to) {
    if (!decode(target, from, to) || length == 0 || path[0] != '/' || hasDots()) {
      return false;
    }
    script = path;
    infoFrom = length;
    int end = endOfScript();
    if (end > 0) {
      scriptLength = infoFrom = end;
    } else if (scripts.front().length > 0) {
      script = scripts.front();
      scriptLength = script.length;
    } else {
      scriptLength = length;
      return path[length - 1] != '/' || appendIndex();
    }
    return true;
  }

  private boolean decode(byte[] target, int from, int to) {
    length = 0;
    for (int at = from; at < to; at++) {
      int octet = target[at];
      if (octet == '%') {
        int high = at + 2 < to ? Character.digit(target[at + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(target[at + 2], 16);
        if (low < 0) {
          return false;
        }
        octet = high << 4 | low;
        at += 2;
      }
      boolean control = (octet & 0xff) < 0x20 || octet == 0x7f;
      if (control || length == MAX) {
        return false;
      }
      path[length++] = (byte) octet;
    }
    return true;
  }

  /** Whether a segment is {@code .} or {@code ..}. */
  private boolean hasDots() {
    int begin = 1;
    for (int at = 1; at <= length; at++) {
      if (at == length || path[at] == '/') {
        int size = at - begin;
        if ((size == 1 || size == 2) && path[begin] == '.' && path[at - 1] == '.') {
          return true;
        }
        begin = at + 1;
      }
    }
    return false;
  }

  /** Behind the first segment that ends in the suffix, -1 where none does. */
  private int endOfScript() {
    byte[] suffix = scripts.suffix();
    if (suffix.length == 0) {
      return -1;
    }
    int begin = 1;
    for (int at = 1; at <= length; at++) {
      if (at == length || path[at] == '/') {
        if (at - begin > suffix.length && endsInSuffix(at)) {
          return at;
        }
        begin = at + 1;
      }
    }
    return -1;
  }

  private boolean endsInSuffix(int end) {
    byte[] suffix = scripts.suffix();
    for (int i = 0; i < suffix.length; i++) {
      if (path[end - suffix.length + i] != suffix[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean appendIndex() {
    byte[] index = scripts.index();
    if (length + index.length > MAX) {
      return false;
    }
    System.arraycopy(index, 0, path, length, index.length);
    length += index.length;
    scriptLength = infoFrom = length;
    return true;
  }

  /** Where the script stands under the root, from 0 to {@link #scriptLength}. */
  byte[] script() {
    return script;
  }

  int scriptLength() {
    return scriptLength;
  }

  /** Where PATH_INFO stands, from {@link #infoFrom} to {@link #infoTo}. */
  byte[] info() {
    return path;
  }

  int infoFrom() {
    return infoFrom;
  }

  int infoTo() {
    return length;
  }
}
