package dev.goodgate.gateway.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LineWriterProperty {
  private static final long SEED = 20_261_120;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LineWriter line = new LineWriter(out);
  private final Random random = new Random(SEED);

  @Test
  void numbersAreThoseOfTheJdk() {
    for (long each : numbers()) {
      assertThat(written(() -> line.number(each))).isEqualTo(Long.toString(each));
    }
  }

  @Test
  void millisecondsAreThoseOfTheJdk() {
    for (long each : numbers()) {
      long nanos = Math.max(0, each);
      String expected =
          String.format(Locale.ROOT, "%d.%03d", nanos / 1_000_000, nanos / 1_000 % 1_000);
      assertThat(written(() -> line.millis(each))).as("seed %d", SEED).isEqualTo(expected);
    }
  }

  @Test
  void everyByteComesBackOutOfJson() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(unquoted(written(() -> line.text(all, all.length))))
        .isEqualTo(new String(all, ISO_8859_1));
    for (int round = 0; round < 500; round++) {
      byte[] some = new byte[random.nextInt(300)];
      random.nextBytes(some);
      assertThat(unquoted(written(() -> line.text(some, some.length))))
          .as("seed %d", SEED)
          .isEqualTo(new String(some, ISO_8859_1));
    }
  }

  @Test
  void everyCharacterComesBackOutOfJson() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      all.append(c);
    }
    all.append("\uD83D\uDE00");

    assertThat(unquoted(written(() -> line.text(all.toString())))).isEqualTo(all.toString());
  }

  @Test
  void growsWithALineThatIsLongerThanItself() {
    String much = "x".repeat(1_000_000);

    assertThat(unquoted(written(() -> line.text(much)))).isEqualTo(much);
    assertThat(line.lost()).isZero();
  }

  private long[] numbers() {
    return LongStream.concat(
            LongStream.of(0, 9, 10, 99, 100, 999_999, 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE),
            LongStream.generate(() -> random.nextLong() >> random.nextInt(64)).limit(20_000))
        .toArray();
  }

  private String written(Runnable writing) {
    out.reset();
    writing.run();
    line.flush();
    return out.toString(ISO_8859_1);
  }

  private static String unquoted(String json) {
    return (String) StrictJson.object("{\"a\":" + json + "}").getOrDefault("a", Map.of());
  }
}
