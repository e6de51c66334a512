package dev.goodgate.gateway.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Bodies with a few bytes changed, and random ones, judged by a reader that is slow and plain. */
class ChunkFuzz {
  private static final long SEED = 911;
  private static final int ROUNDS = 60_000;
  private static final String ODD = "\r\n\0 \t;:=0123456789abcdefABCDEFgxX-\u007f\u00e9";
  private static final String[] SEEDS = {
    "0\r\n\r\n",
    "5\r\nhello\r\n0\r\n\r\n",
    "a;x=y\r\n0123456789\r\n1\r\n\n\r\n0\r\nA: b\r\n\r\n",
    "000\r\nA:\r\nB: \tc\r\n\r\nGET / HTTP/1.1\r\n",
    "3\r\n\r\n0\r\n0;z\r\n\r\n"
  };

  private static final Pattern SIZE_LINE =
      Pattern.compile("([0-9a-fA-F]{1,15})(;[\\t -~\\x80-\\xff]{0,256})?\r\n");
  private static final Pattern TRAILERS =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t -~\\x80-\\xff]*\r\n)*\r\n");

  @Test
  void randomChangesNeverPassUnlessAPlainReaderAgrees() {
    Random random = new Random(SEED);
    int whole = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
      for (int changes = random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
        int at = random.nextInt(text.length());
        char odd = ODD.charAt(random.nextInt(ODD.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, odd);
          default -> text.setCharAt(at, odd);
        }
      }
      whole += judge(text.toString()) ? 1 : 0;
    }
    assertThat(whole)
        .as("of seed %d, that the fuzzing reaches sound bodies", SEED)
        .isGreaterThan(5_000);
  }

  @Test
  void randomBytesNeverDisturbTheScanner() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(
            random.nextBoolean()
                ? (char) random.nextInt(256)
                : ODD.charAt(random.nextInt(ODD.length())));
      }
      judge(text.toString());
    }
  }

  /** Whether it was taken for a whole body; fails where the plain reader sees it otherwise. */
  private static boolean judge(String text) {
    Chunks chunks = Chunks.of(text);
    int end = plainEnd(text);
    boolean same = chunks.done() ? chunks.taken() == end : end < 0;
    if (!same || chunks.taken() > text.length() || chunks.kept().length() != chunks.payload()) {
      fail("seed " + SEED + ": " + chunks + " of " + text + ", plainly it ends at " + end);
    }
    return chunks.done();
  }

  /** Where the body ends; -1 where it does not, or is malformed. */
  private static int plainEnd(String text) {
    int at = 0;
    while (true) {
      Matcher line = SIZE_LINE.matcher(text).region(at, text.length());
      if (!line.lookingAt()) {
        return -1;
      }
      long size = Long.parseLong(line.group(1), 16);
      at = line.end();
      if (size == 0) {
        Matcher trailers = TRAILERS.matcher(text).region(at, text.length());
        return trailers.lookingAt() ? trailers.end() : -1;
      }
      if (size > text.length() - at - 2L || !text.startsWith("\r\n", at + (int) size)) {
        return -1;
      }
      at += (int) size + 2;
    }
  }
}
