package dev.goodgate.gateway.preface;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a gateway in front says first of a connection that it passes on: the PROXY protocol in
 * its two versions. Strict, since whoever reads it otherwise takes another for the client. One
 * preface after the other.
 */
public final class PrefaceReader {
  /** What {@link #read} returns when the end is not there yet. */
  public static final int INCOMPLETE = 0;

  /** What it returns for what is none. */
  public static final int MALFORMED = -1;

  /** The longest that is read, with all that version 2 may carry beside the addresses. */
  public static final int MAX = 4 * 1024;

  private static final int LONGEST_LINE = 107;
  private static final int HEADER = 16;
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int UNSPECIFIED = 0;
  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;
  private static final int UNIX = 0x31;
  private static final int CHECKSUM = 3;
  private static final byte[] WORD = "PROXY ".getBytes(US_ASCII);
  private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(US_ASCII);

  private @Nullable Ends ends;

  /** Returns the length of the preface, or one of the constants above. */
  public int read(byte[] bytes, int length) {
    ends = null;
    boolean line = begins(bytes, length, WORD);
    if (!line && !begins(bytes, length, SIGNATURE)) {
      return MALFORMED;
    }
    return line ? readLine(bytes, length) : readBinary(bytes, length);
  }

  /** Who is connected with whom; null where the other side speaks for itself, or does not say. */
  public @Nullable Ends ends() {
    return ends;
  }

  private static boolean begins(byte[] bytes, int length, byte[] with) {
    int count = Math.min(length, with.length);
    return Arrays.equals(bytes, 0, count, with, 0, count);
  }

  private int readLine(byte[] bytes, int length) {
    int most = Math.min(length, LONGEST_LINE);
    int end = 0;
    while (end < most && bytes[end] != '\n') {
      boolean odd = bytes[end] != '\r' && (bytes[end] < ' ' || bytes[end] > '~');
      if (odd || (end > 0 && bytes[end - 1] == '\r')) {
        return MALFORMED;
      }
      end++;
    }
    if (end == most) {
      return length < LONGEST_LINE ? INCOMPLETE : MALFORMED;
    }
    if (bytes[end - 1] != '\r') {
      return MALFORMED;
    }
    String line = new String(bytes, WORD.length, end - 1 - WORD.length, US_ASCII);
    if (line.equals("UNKNOWN") || line.startsWith("UNKNOWN ")) {
      return end + 1;
    }
    String[] words = line.split(" ", -1);
    boolean four = words[0].equals("TCP4");
    if (words.length != 5 || !(four || words[0].equals("TCP6"))) {
      return MALFORMED;
    }
    InetSocketAddress from = address(words[1], words[3], four);
    InetSocketAddress to = address(words[2], words[4], four);
    if (from == null || to == null) {
      return MALFORMED;
    }
    ends = new Ends(from, to);
    return end + 1;
  }

  private static @Nullable InetSocketAddress address(String host, String port, boolean four) {
    String octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    boolean looks =
        four
            ? host.matches(octet + "(\\." + octet + "){3}")
            : host.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    if (!looks || !port.matches("0|[1-9][0-9]{0,4}") || Integer.parseInt(port) > 0xffff) {
      return null;
    }
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(port));
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }

  private int readBinary(byte[] bytes, int length) {
    if (length < HEADER) {
      boolean command = length <= 12 || bytes[12] == LOCAL || bytes[12] == PROXY;
      return command ? INCOMPLETE : MALFORMED;
    }
    int command = bytes[12];
    int size = half(bytes, 14);
    int all = HEADER + size;
    if ((command != LOCAL && command != PROXY) || all > MAX) {
      return MALFORMED;
    }
    int addresses = addresses(bytes[13]);
    if (command == PROXY && (addresses < 0 || addresses > size)) {
      return MALFORMED;
    }
    if (length < all) {
      return INCOMPLETE;
    }
    if (command == LOCAL) {
      return all;
    }
    if (!isSoundBehind(bytes, HEADER + addresses, all)) {
      return MALFORMED;
    }
    if (bytes[13] == TCP4 || bytes[13] == TCP6) {
      int width = bytes[13] == TCP4 ? 4 : 16;
      int ports = HEADER + 2 * width;
      ends =
          new Ends(
              address(bytes, HEADER, width, half(bytes, ports)),
              address(bytes, HEADER + width, width, half(bytes, ports + 2)));
    }
    return all;
  }

  /** How long the two addresses are, -1 for a kind that cannot be. */
  private static int addresses(int kind) {
    return switch (kind) {
      case UNSPECIFIED -> 0;
      case TCP4 -> 12;
      case TCP6 -> 36;
      case UNIX -> 216;
      default -> -1; // datagrams, and what nobody has defined
    };
  }

  private static InetSocketAddress address(byte[] bytes, int from, int width, int port) {
    try {
      byte[] number = Arrays.copyOfRange(bytes, from, from + width);
      return new InetSocketAddress(InetAddress.getByAddress(number), port);
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * Whether what stands behind the addresses has the lengths it says, and the checksum is right.
   */
  private static boolean isSoundBehind(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      if (end - at < 3) {
        return false;
      }
      int size = half(bytes, at + 1);
      if (size > end - at - 3) {
        return false;
      }
      if (bytes[at] == CHECKSUM && (size != 4 || !isSum(bytes, at + 3, end))) {
        return false;
      }
      at += 3 + size;
    }
    return true;
  }

  /** Of all bytes, those of the checksum taken for 0. */
  private static boolean isSum(byte[] bytes, int at, int end) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, at);
    sum.update(new byte[4]);
    sum.update(bytes, at + 4, end - at - 4);
    long told = (long) half(bytes, at) << 16 | half(bytes, at + 2);
    return sum.getValue() == told;
  }

  private static int half(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
