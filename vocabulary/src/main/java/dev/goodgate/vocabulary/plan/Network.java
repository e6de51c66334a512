package dev.goodgate.vocabulary.plan;

/** Addresses that are spoken of together. */
public sealed interface Network {
  /**
   * All addresses whose first {@code bits} of 128 are those of {@code first}; the others of {@code
   * first} are 0.
   */
  record Numbers(IpNumber first, int bits) implements Network {
    public static final int IPV4_BITS = 96;

    public Numbers {
      if (bits < 0 || bits > 128 || !first.equals(masked(first, bits))) {
        throw new IllegalArgumentException(first + " with " + bits + " bits");
      }
    }

    /** The network of so many bits in which the address lies. */
    public static Numbers around(IpNumber address, int bits) {
      return new Numbers(masked(address, bits), bits);
    }

    boolean holds(IpNumber address) {
      return masked(address, bits).equals(first);
    }

    private static IpNumber masked(IpNumber address, int bits) {
      return new IpNumber(
          address.high() & mask(bits), address.low() & mask(Math.max(0, bits - 64)));
    }

    private static long mask(int bits) {
      return bits == 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }

    /** As it is written: the bits of an IPv4 address are counted as 32. */
    @Override
    public String toString() {
      return first.isIpv4() && bits >= IPV4_BITS
          ? first + "/" + (bits - IPV4_BITS)
          : first + "/" + bits;
    }
  }

  /** Whoever comes by a unix socket. */
  record Local() implements Network {
    @Override
    public String toString() {
      return "unix:";
    }
  }
}
