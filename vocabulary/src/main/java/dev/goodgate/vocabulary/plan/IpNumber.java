package dev.goodgate.vocabulary.plan;

import java.util.Optional;

/**
 * An IP address as a number of 128 bits. One of IPv4 stands where IPv6 maps it (RFC 4291 2.5.5.2),
 * so that an address is the same however it is written.
 */
public record IpNumber(long high, long low) {
  private static final int GROUPS = 8;
  private static final int NONE = -1;
  private static final long IPV4 = 0xffffL << 32;

  /** The address that these characters are, without brackets, zone or port. */
  public static Optional<IpNumber> read(byte[] ascii, int from, int to) {
    long four = ipv4(ascii, from, to);
    return four == NONE ? ipv6(ascii, from, to) : Optional.of(new IpNumber(0, IPV4 | four));
  }

  public boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** Four numbers without leading zeros, which some would read as octal; or NONE. */
  private static long ipv4(byte[] ascii, int from, int to) {
    long number = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      int begin = at;
      int value = 0;
      while (at < to && at < begin + 3 && ascii[at] >= '0' && ascii[at] <= '9') {
        value = 10 * value + ascii[at++] - '0';
      }
      boolean padded = at > begin + 1 && ascii[begin] == '0';
      if (at == begin || padded || value > 255) {
        return NONE;
      }
      number = number << 8 | value;
      if (part < 3 && (at == to || ascii[at++] != '.')) {
        return NONE;
      }
    }
    return at == to ? number : NONE;
  }

  /** Groups before the gap are counted from the left, those behind it from the right. */
  private static Optional<IpNumber> ipv6(byte[] ascii, int from, int to) {
    Groups before = new Groups();
    Groups behind = before;
    int at = from;
    if (to - from >= 2 && ascii[from] == ':' && ascii[from + 1] == ':') {
      at = from + 2;
      behind = new Groups();
    }
    while (at < to) {
      int colon = at;
      while (colon < to && ascii[colon] != ':') {
        colon++;
      }
      if (!behind.take(ascii, at, colon, colon == to)) {
        return Optional.empty();
      }
      at = colon;
      if (at < to && ++at == to) {
        return Optional.empty(); // a colon with nothing behind it
      }
      if (at < to && ascii[at] == ':') {
        if (behind != before) {
          return Optional.empty(); // a second gap
        }
        behind = new Groups();
        at++;
      }
    }
    if (behind == before) {
      return before.count == GROUPS ? Optional.of(before.number(0)) : Optional.empty();
    }
    if (before.count + behind.count >= GROUPS) {
      return Optional.empty();
    }
    IpNumber left = before.number(GROUPS - before.count);
    IpNumber right = behind.number(0);
    return Optional.of(new IpNumber(left.high | right.high, left.low | right.low));
  }

  /** Some groups of 16 bits, one behind the other. */
  private static final class Groups {
    private long high;
    private long low;
    private int count;

    private boolean take(byte[] ascii, int from, int to, boolean last) {
      long four = last ? ipv4(ascii, from, to) : NONE;
      if (four != NONE) {
        add((int) (four >>> 16));
        add((int) four & 0xffff);
        return count <= GROUPS;
      }
      int value = 0;
      for (int i = from; i < to; i++) {
        int digit = Character.digit(ascii[i], 16);
        if (digit < 0) {
          return false;
        }
        value = value << 4 | digit;
      }
      add(value);
      return to > from && to - from <= 4 && count <= GROUPS;
    }

    private void add(int group) {
      high = high << 16 | low >>> 48;
      low = low << 16 | group;
      count++;
    }

    /** Moved to the left by so many groups. */
    private IpNumber number(int groups) {
      int bits = 16 * groups;
      if (bits == 0) {
        return new IpNumber(high, low);
      }
      if (bits >= 64) {
        return new IpNumber(bits == 128 ? 0 : low << (bits - 64), 0);
      }
      return new IpNumber(high << bits | low >>> (64 - bits), low << bits);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(39);
    if (isIpv4()) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        text.append(low >>> shift & 0xff).append(shift > 0 ? "." : "");
      }
      return text.toString();
    }
    for (int group = 0; group < GROUPS; group++) {
      long half = group < 4 ? high : low;
      text.append(group > 0 ? ":" : "")
          .append(Long.toHexString(half >>> (48 - 16 * (group & 3)) & 0xffff));
    }
    return text.toString();
  }
}
