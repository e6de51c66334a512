package dev.goodgate.gateway.http1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fields a gateway has to know; all others are passed on unseen. */
public enum Field {
  CDN_LOOP,
  CONNECTION,
  CONTENT_LENGTH,
  DATE,
  EXPECT,
  FORWARDED,
  HOST,
  HTTP2_SETTINGS,
  KEEP_ALIVE,
  LOCATION,
  MAX_FORWARDS,
  PROXY_AUTHENTICATE,
  PROXY_AUTHORIZATION,
  PROXY_CONNECTION,
  TE,
  TRACEPARENT,
  TRANSFER_ENCODING,
  UPGRADE,
  USER_AGENT,
  VIA,
  X_REAL_IP,
  X_REQUEST_ID,
  /** Any field whose name begins with {@code X-Forwarded-}. */
  X_FORWARDED,
  /**
   * One of these with an underscore for a hyphen: those who make variables of names, as CGI does,
   * cannot tell it from the true one.
   */
  LOOKALIKE,
  OTHER;

  private enum Likeness {
    NONE,
    CLOSE,
    SAME
  }

  private static final Field[] NONE = {};
  private static final byte[] FORWARDED_PREFIX = lower("x-forwarded-");
  private static final Field[][] BY_LENGTH = byLength();

  @SuppressWarnings("ImmutableEnumChecker") // never written, never handed out
  private final byte[] lowerName = lower(name().replace('_', '-'));

  /** The field of this name; letters count the same in both cases. */
  static Field of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < BY_LENGTH.length) {
      for (Field candidate : BY_LENGTH[length]) {
        Likeness likeness = likeness(bytes, from, candidate.lowerName);
        if (likeness != Likeness.NONE) {
          return likeness == Likeness.SAME ? candidate : LOOKALIKE;
        }
      }
    }
    if (length <= FORWARDED_PREFIX.length) {
      return OTHER;
    }
    return switch (likeness(bytes, from, FORWARDED_PREFIX)) {
      case SAME -> X_FORWARDED;
      case CLOSE -> LOOKALIKE;
      case NONE -> OTHER;
    };
  }

  private static Likeness likeness(byte[] bytes, int from, byte[] lower) {
    Likeness likeness = Likeness.SAME;
    for (int i = 0; i < lower.length; i++) {
      byte b = bytes[from + i];
      if (folded(b) != lower[i]) {
        if (b != '_' || lower[i] != '-') {
          return Likeness.NONE;
        }
        likeness = Likeness.CLOSE;
      }
    }
    return likeness;
  }

  /** Whether the names are the same to those who cannot tell an underscore from a hyphen. */
  public static boolean areAlike(byte[] bytes, int from, int to, byte[] lower) {
    if (to - from != lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      byte b = bytes[from + i];
      if (folded(b) != lower[i] && !(isJoint(b) && isJoint(lower[i]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isJoint(byte b) {
    return b == '-' || b == '_';
  }

  /** Whether the bytes from {@code from} on, in lower case, begin with {@code lower}. */
  static boolean matches(byte[] bytes, int from, byte[] lower) {
    return likeness(bytes, from, lower) == Likeness.SAME;
  }

  private static int folded(byte b) {
    return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
  }

  private static Field[][] byLength() {
    List<List<Field>> lists = new ArrayList<>();
    for (Field field : values()) {
      if (field != OTHER && field != X_FORWARDED && field != LOOKALIKE) {
        while (lists.size() <= field.lowerName.length) {
          lists.add(new ArrayList<>());
        }
        lists.get(field.lowerName.length).add(field);
      }
    }
    return lists.stream().map(list -> list.toArray(NONE)).toArray(Field[][]::new);
  }

  private static byte[] lower(String name) {
    return name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }
}
