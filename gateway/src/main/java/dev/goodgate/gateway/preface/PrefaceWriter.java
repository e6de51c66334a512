package dev.goodgate.gateway.preface;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Words the PROXY protocol for an endpoint: who is connected with the gateway. */
public final class PrefaceWriter {
  private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(US_ASCII);
  private static final byte PROXY = 0x21;
  private static final byte TCP4 = 0x11;
  private static final byte TCP6 = 0x21;

  private PrefaceWriter() {}

  /** Version 1, a line. */
  public static byte[] line(Ends ends) {
    Numbers numbers = Numbers.of(ends);
    String said =
        numbers == null
            ? "UNKNOWN"
            : (numbers.isFour() ? "TCP4 " : "TCP6 ")
                + text(numbers.from())
                + " "
                + text(numbers.to())
                + " "
                + numbers.fromPort()
                + " "
                + numbers.toPort();
    return ("PROXY " + said + "\r\n").getBytes(US_ASCII);
  }

  /** Version 2, bytes. */
  public static byte[] bytes(Ends ends) {
    Numbers numbers = Numbers.of(ends);
    int size = numbers == null ? 0 : 2 * numbers.from().length + 4;
    ByteBuffer all = ByteBuffer.allocate(SIGNATURE.length + 4 + size).put(SIGNATURE).put(PROXY);
    if (numbers == null) {
      all.put((byte) 0).putShort((short) 0);
    } else {
      all.put(numbers.isFour() ? TCP4 : TCP6).putShort((short) size);
      all.put(numbers.from()).put(numbers.to());
      all.putShort((short) numbers.fromPort()).putShort((short) numbers.toPort());
    }
    return all.array();
  }

  private static String text(byte[] number) {
    if (number.length == 4) {
      return (number[0] & 0xff)
          + "."
          + (number[1] & 0xff)
          + "."
          + (number[2] & 0xff)
          + "."
          + (number[3] & 0xff);
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < 16; at += 2) {
      int group = (number[at] & 0xff) << 8 | (number[at + 1] & 0xff);
      text.append(at == 0 ? "" : ":").append(Integer.toHexString(group));
    }
    return text.toString();
  }

  /** Both ends in one family: IPv4 is mapped into IPv6 where the other end is of that. */
  @SuppressWarnings("ArrayRecordComponent") // never written, never handed out
  private record Numbers(byte[] from, byte[] to, int fromPort, int toPort) {
    static @Nullable Numbers of(Ends ends) {
      InetSocketAddress from = ends.from();
      InetSocketAddress to = ends.to();
      if (from == null || to == null || from.getAddress() == null || to.getAddress() == null) {
        return null;
      }
      byte[] one = number(from.getAddress(), to.getAddress());
      byte[] other = number(to.getAddress(), from.getAddress());
      return new Numbers(one, other, from.getPort(), to.getPort());
    }

    private static byte[] number(InetAddress address, InetAddress beside) {
      byte[] number = address.getAddress();
      if (number.length == beside.getAddress().length || number.length == 16) {
        return number;
      }
      return ByteBuffer.allocate(16).putLong(0).putInt(0xffff).put(number).array();
    }

    boolean isFour() {
      return from.length == 4;
    }
  }
}
