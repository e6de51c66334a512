package dev.goodgate.lab.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes DER (X.690), as much of it as certificates need. Bytes in, bytes out. */
final class Der {
  static final int SEQUENCE = 0x30;
  static final int OCTETS = 0x04;

  private static final DateTimeFormatter UTC_TIME = form("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter GENERALIZED_TIME = form("yyyyMMddHHmmss'Z'");

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(SEQUENCE, parts);
  }

  static byte[] sequence(List<byte[]> parts) {
    return sequence(parts.toArray(byte[][]::new));
  }

  /** Explicitly tagged, or any other constructed value. */
  static byte[] context(int number, byte[]... parts) {
    return tagged(0xa0 | number, parts);
  }

  /** Implicitly tagged, a string of bytes. */
  static byte[] plainContext(int number, byte[] content) {
    return tagged(0x80 | number, content);
  }

  static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] count = BigInteger.valueOf(length).toByteArray();
      int from = count[0] == 0 ? 1 : 0;
      out.write(0x80 | (count.length - from));
      out.write(count, from, count.length - from);
    }
    Stream.of(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  static byte[] integer(BigInteger value) {
    return tagged(0x02, value.toByteArray());
  }

  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  static byte[] yes() {
    return tagged(0x01, new byte[] {(byte) 0xff});
  }

  static byte[] nothing() {
    return tagged(0x05);
  }

  static byte[] octets(byte[] content) {
    return tagged(OCTETS, content);
  }

  static byte[] bits(byte[] content, int unused) {
    return tagged(0x03, new byte[] {(byte) unused}, content);
  }

  static byte[] ascii(int context, String text) {
    return plainContext(context, text.getBytes(US_ASCII));
  }

  /** RFC 5280 4.1.2.5: two digits for the year until 2049, four from then on. */
  static byte[] time(Instant instant) {
    boolean isShort = instant.atOffset(ZoneOffset.UTC).getYear() < 2050;
    DateTimeFormatter form = isShort ? UTC_TIME : GENERALIZED_TIME;
    return tagged(isShort ? 0x17 : 0x18, form.format(instant).getBytes(US_ASCII));
  }

  static byte[] oid(String dotted) {
    int[] arcs = Arrays.stream(dotted.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(arcs[0] * 40 + arcs[1]);
    for (int at = 2; at < arcs.length; at++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arcs[at] >>> shift != 0) {
          out.write(0x80 | (arcs[at] >>> shift & 0x7f));
        }
      }
      out.write(arcs[at] & 0x7f);
    }
    return tagged(0x06, out.toByteArray());
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
