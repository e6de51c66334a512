package dev.goodgate.lab.fastcgi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Name-value pairs of FastCGI 3.4. */
public final class Params {
  private static final int SHORT = 0x7f;

  private Params() {}

  /** Absent where a pair is cut. */
  public static Optional<Map<String, String>> read(String bytes) {
    Map<String, String> pairs = new LinkedHashMap<>();
    int at = 0;
    while (at < bytes.length()) {
      int[] lengths = new int[2];
      for (int each = 0; each < 2; each++) {
        int width = at < bytes.length() && bytes.charAt(at) <= SHORT ? 1 : 4;
        if (at + width > bytes.length()) {
          return Optional.empty();
        }
        for (int count = 0; count < width; count++) {
          lengths[each] = (lengths[each] << 8) | bytes.charAt(at++);
        }
        lengths[each] &= Integer.MAX_VALUE;
      }
      long end = (long) at + lengths[0] + lengths[1];
      if (end > bytes.length()) {
        return Optional.empty();
      }
      int middle = at + lengths[0];
      pairs.put(bytes.substring(at, middle), bytes.substring(middle, (int) end));
      at = (int) end;
    }
    return Optional.of(pairs);
  }

  public static String write(Map<String, String> pairs) {
    StringBuilder bytes = new StringBuilder();
    pairs.forEach((name, value) ->
        bytes.append(length(name)).append(length(value)).append(name).append(value));
    return bytes.toString();
  }

  private static String length(String text) {
    int length = text.length();
    return length <= SHORT
        ? String.valueOf((char) length)
        : String.valueOf(
            new char[] {
              (char) (length >>> 24 | 0x80),
              (char) (length >>> 16 & 0xff),
              (char) (length >>> 8 & 0xff),
              (char) (length & 0xff)
            });
  }
}
