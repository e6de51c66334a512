package dev.goodgate.gateway.preface;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.FuzzInputs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged prefaces: whatever is taken is what its own writer would have said, however cut. */
class PrefaceReaderFuzz {
  private static final long SEED = 20_261_123;
  private static final int ROUNDS = 60_000;

  static final List<byte[]> SEEDS =
      Stream.concat(
              Stream.of(
                      "PROXY TCP4 192.0.2.1 198.51.100.2 1025 443\r\n",
                      "PROXY TCP6 2001:db8::1 ::1 65535 0\r\nGET",
                      "PROXY UNKNOWN\r\n",
                      "PROXY UNKNOWN ffff:f ffff 1\r\n")
                  .map(text -> text.getBytes(ISO_8859_1)),
              Stream.of(
                  PrefaceWriter.bytes(Ends.UNKNOWN),
                  PrefaceWriter.bytes(ends("192.0.2.1", "198.51.100.2")),
                  PrefaceWriter.bytes(ends("2001:db8::1", "::1")),
                  "\r\n\r\n\0\r\nQUIT\n \0\0\3abc".getBytes(ISO_8859_1),
                  ("\r\n\r\n\0\r\nQUIT\n!\21\0\21abcdefgh\0\1\0\2\4\0\2xy").getBytes(ISO_8859_1)))
          .toList();

  @Test
  void whatIsTakenOfDamagedOnesIsWhatItsWriterWouldSay() {
    Random random = new Random(SEED);
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).clone();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      }
      taken += judge(bytes) ? 1 : 0;
    }
    assertThat(taken).as("of seed %d, those that are taken", SEED).isGreaterThan(1_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeIsWhatItsWriterWouldSay() throws IOException {
    for (byte[] input : FuzzInputs.of(PrefaceReaderGuidedFuzz.class, SEEDS.stream())) {
      judge(input);
    }
  }

  /** Whether it was taken. */
  static boolean judge(byte[] bytes) {
    PrefaceReader reader = new PrefaceReader();
    int length = reader.read(bytes, bytes.length);
    for (int cut = 0; cut < Math.min(bytes.length, 300); cut++) {
      int sooner = new PrefaceReader().read(bytes, cut);
      if (length > 0) {
        assertThat(sooner).as("cut at %d", cut).isEqualTo(cut < length ? 0 : length);
      } else if (length == PrefaceReader.INCOMPLETE) {
        assertThat(sooner).as("cut at %d", cut).isEqualTo(PrefaceReader.INCOMPLETE);
      } else {
        assertThat(sooner).as("cut at %d", cut).isNotPositive();
      }
    }
    Ends ends = reader.ends();
    if (length > 0 && ends != null) {
      assertThat(again(PrefaceWriter.line(ends))).isEqualTo(ends);
      assertThat(again(PrefaceWriter.bytes(ends))).isEqualTo(ends);
    }
    return length > 0;
  }

  private static Ends again(byte[] written) {
    PrefaceReader reader = new PrefaceReader();
    byte[] more = Arrays.copyOf(written, written.length + 9);
    assertThat(reader.read(more, more.length)).isEqualTo(written.length);
    return reader.ends();
  }

  private static Ends ends(String from, String to) {
    return new Ends(new InetSocketAddress(from, 7), new InetSocketAddress(to, 65_535));
  }
}
