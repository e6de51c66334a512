package dev.goodgate.gateway.tls.hello;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;

/** Writes hellos of clients (RFC 8446 4.1.2), with whatever extensions, in whatever records. */
final class WrittenHello {
  private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();
  private int[] ciphers = {0x1301};

  WrittenHello ciphers(int... numbers) {
    ciphers = numbers.clone();
    return this;
  }

  WrittenHello name(String name) {
    byte[] text = name.getBytes(ISO_8859_1);
    return extension(0, joined(two(text.length + 3), new byte[1], two(text.length), text));
  }

  WrittenHello signatures(int... schemes) {
    return extension(13, joined(two(2 * schemes.length), twos(schemes)));
  }

  WrittenHello versions(int... versions) {
    return extension(43, joined(new byte[] {(byte) (2 * versions.length)}, twos(versions)));
  }

  WrittenHello protocols(String... names) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (String each : names) {
      byte[] text = each.getBytes(ISO_8859_1);
      list.writeBytes(joined(new byte[] {(byte) text.length}, text));
    }
    return extension(16, joined(two(list.size()), list.toByteArray()));
  }

  WrittenHello extension(int kind, byte[] content) {
    extensions.writeBytes(joined(two(kind), two(content.length), content));
    return this;
  }

  /** The message, without a record. */
  byte[] message() {
    byte[] body =
        joined(
            two(0x0303),
            new byte[32],
            new byte[1],
            two(2 * ciphers.length),
            twos(ciphers),
            new byte[] {1, 0},
            two(extensions.size()),
            extensions.toByteArray());
    return joined(new byte[] {1, 0}, two(body.length), body);
  }

  /** In records of at most so many bytes. */
  static byte[] records(byte[] message, RandomGenerator random, int most) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int at = 0; at < message.length; ) {
      int length = Math.min(message.length - at, random.nextInt(1, most + 1));
      all.writeBytes(joined(new byte[] {22, 3, 1}, two(length)));
      all.write(message, at, length);
      at += length;
    }
    return all.toByteArray();
  }

  private static byte[] twos(int... values) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int value : values) {
      all.writeBytes(two(value));
    }
    return all.toByteArray();
  }

  private static byte[] two(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
