package dev.goodgate.gateway.preface;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefaceReaderTest {
  private static final String BINARY = "\r\n\r\n\0\r\nQUIT\n";

  private final PrefaceReader reader = new PrefaceReader();

  @Test
  void readsALine() {
    String line = "PROXY TCP4 192.0.2.1 198.51.100.2 1025 443\r\n";
    assertThat(read(line + "GET / HTTP/1.1\r\n")).isEqualTo(line.length());
    assertThat(reader.ends())
        .isEqualTo(
            new Ends(
                new InetSocketAddress("192.0.2.1", 1025),
                new InetSocketAddress("198.51.100.2", 443)));
    String six = "PROXY TCP6 2001:db8::1 ::1 1 2\r\n";
    assertThat(read(six)).isEqualTo(six.length());
    assertThat(reader.ends())
        .isEqualTo(
            new Ends(new InetSocketAddress("2001:db8::1", 1), new InetSocketAddress("::1", 2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY UNKNOWN\r\n",
        "PROXY UNKNOWN whatever 1 2\r\n",
        BINARY + " \0\0\0",
        BINARY + " \21\0\3abc",
        BINARY + "!\0\0\0",
        BINARY + "!\0\0\4\4\0\1x"
      })
  void takesWhatTellsNobody(String preface) {
    assertThat(read(preface + "more")).isEqualTo(preface.length());
    assertThat(reader.ends()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "PROXY\r\n",
        "PROXY  TCP4 1.2.3.4 1.2.3.4 1 2\r\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 2 \r\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 01 2\r\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 65536\r\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 -2\r\n",
        "PROXY TCP4 1.2.3.04 1.2.3.4 1 2\r\n",
        "PROXY TCP4 1.2.3 1.2.3.4 1 2\r\n",
        "PROXY TCP4 ::1 ::1 1 2\r\n",
        "PROXY TCP6 1.2.3.4 1.2.3.4 1 2\r\n",
        "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n",
        "PROXY TCP6 ::1::2 ::1 1 2\r\n",
        "PROXY UDP4 1.2.3.4 1.2.3.4 1 2\r\n",
        "PROXY UNKNOWNS\r\n",
        "PROXY TCP4 1.2.3.4\r1.2.3.4 1 2\r\n",
        "PROXY TCP4 1.2.3.4\0 1.2.3.4 1 2\r\n",
        "proxy TCP4 1.2.3.4 1.2.3.4 1 2\r\n",
        BINARY + "\21\21\0\14abcdefgh\0\1\0\2",
        BINARY + "\42\21\0\14abcdefgh\0\1\0\2",
        BINARY + "!\22\0\14abcdefgh\0\1\0\2",
        BINARY + "!\21\0\13abcdefgh\0\1\0",
        BINARY + "!\21\0\15abcdefgh\0\1\0\2x",
        BINARY + "!\21\0\20abcdefgh\0\1\0\2\4\0\2x",
        BINARY + "!\21\20\0"
      })
  void refusesWhatIsNone(String preface) {
    assertThat(read(preface)).isEqualTo(PrefaceReader.MALFORMED);
  }

  @Test
  void readsNoLineThatIsTooLong() {
    String line = "PROXY UNKNOWN " + "x".repeat(91);
    assertThat(read(line)).isEqualTo(PrefaceReader.INCOMPLETE);
    assertThat(read(line + "\r\n")).isEqualTo(107);
    assertThat(read(line + "x\r\n")).isEqualTo(PrefaceReader.MALFORMED);
  }

  @Test
  void looksAtTheChecksum() {
    String before = BINARY + "!\21\0\23abcdefgh\0\1\0\2\3\0\4";
    CRC32C sum = new CRC32C();
    sum.update((before + "\0\0\0\0").getBytes(ISO_8859_1));
    StringBuilder right = new StringBuilder(before);
    for (int shift = 24; shift >= 0; shift -= 8) {
      right.append((char) (sum.getValue() >>> shift & 0xff));
    }
    assertThat(read(right.toString())).isEqualTo(right.length());
    assertThat(read(before + "abcd")).isEqualTo(PrefaceReader.MALFORMED);
  }

  private int read(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return reader.read(bytes, bytes.length);
  }
}
