package dev.goodgate.vocabulary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpNumberProperty {
  private static final long SEED = 7_239;

  static Optional<IpNumber> read(String text) {
    byte[] ascii = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return IpNumber.read(ascii, 1, ascii.length - 1);
  }

  /** With every way to leave groups out, and with the end as four numbers. */
  @Test
  void readsWhatItHasWritten() {
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[16];
      for (int i = 0; i < 16; i++) {
        bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0);
      }
      ByteBuffer expected = ByteBuffer.wrap(bytes);
      IpNumber number = new IpNumber(expected.getLong(), expected.getLong());
      String text = number.isIpv4() ? "::ffff:" + number : number.toString();
      String shorter = text.replaceFirst("(^|:)(0(:|$)){2,8}", "::");
      assertThat(read(text)).as("seed %s: %s", SEED, text).contains(number);
      assertThat(read(shorter)).as("seed %s: %s", SEED, shorter).contains(number);
    }
  }

  @Test
  void refusesWhatJavaRefuses() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(16); i >= 0; i--) {
        text.append(":::01f.".charAt(random.nextInt(7)));
      }
      boolean taken = read(text.toString()).isPresent();
      assertThat(taken).as("seed %s: %s", SEED, text).isEqualTo(isAddress(text.toString()));
    }
  }

  /**
   * Java takes fewer numbers than four with dots between for an address of IPv4, 01 for 1, and
   * groups of more than four digits (RFC 4291 2.2 has four at most).
   */
  private static boolean isAddress(String text) {
    if (text.matches(".*[0-9a-f]{5}.*")) {
      return false;
    }
    String tail = text.substring(text.lastIndexOf(':') + 1);
    boolean dotted = tail.contains(".");
    if (dotted && !tail.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}")) {
      return false;
    }
    try {
      return text.contains(":")
          ? Inet6Address.ofLiteral(text).getAddress().length > 0
          : dotted && InetAddress.ofLiteral(text).getAddress().length == 4;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.04",
        "1.2.3.256",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1.2.3.",
        "[::1]",
        "fe80::1%eth0",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8:",
        "12345::",
        "::1.2.3.4:5",
        "::1/128",
        "localhost",
        "unknown",
        "0x7f.0.0.1"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void takesAnAddressOfIpv4ForTheSameHoweverItIsWritten() {
    assertThat(read("::ffff:10.1.2.3")).isEqualTo(read("10.1.2.3"));
    assertThat(read("0:0:0:0:0:ffff:a01:203")).isEqualTo(read("10.1.2.3"));
    assertThat(read("10.1.2.3").orElseThrow()).hasToString("10.1.2.3");
  }
}
