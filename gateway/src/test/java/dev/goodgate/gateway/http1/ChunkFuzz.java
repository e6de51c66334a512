package dev.goodgate.gateway.http1;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Bodies with a few bytes changed, and random ones, judged by a reader that is slow and plain. */
class ChunkFuzz {
  private static final long SEED = 911;
  private static final int ROUNDS = 60_000;
  private static final String ODD = "\r\n\0 \t;:=0123456789abcdefABCDEFgxX-\u007f\u00e9";
  private static final int MOST_TRAILER = 8 * 1_024;
  private static final int MOST_EXTENSION = 256;
  private static final int CUTS = 4;

  static final List<String> SEEDS =
      List.of(
          "0\r\n\r\n",
          "5\r\nhello\r\n0\r\n\r\n",
          "a;x=y\r\n0123456789\r\n1\r\n\n\r\n0\r\nA: b\r\n\r\n",
          "000\r\nA:\r\nB: \tc\r\n\r\nGET / HTTP/1.1\r\n",
          "3\r\n\r\n0\r\n0;z\r\n\r\n");

  private static final Pattern SIZE_LINE =
      Pattern.compile("([0-9a-fA-F]{1,15})([ \\t]*;[\\t -~\\x80-\\xff]*)?\r\n");
  private static final Pattern TRAILERS =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t -~\\x80-\\xff]*\r\n)*\r\n");

  /** RFC 9110 6.5.1: these frame, route or authenticate, and are not to come behind a body. */
  private static final Pattern NEVER_BEHIND =
      Pattern.compile(
          "(?im)^("
              + ("cdn-loop|connection|content-length|date|expect|forwarded|host|http2-settings"
                      + "|keep-alive|location|max-forwards|proxy-authenticate|proxy-authorization"
                      + "|proxy-connection|te|traceparent|transfer-encoding|upgrade|user-agent|via"
                      + "|x-real-ip|x-request-id|x-forwarded-.+|")
                  .replace("-", "[-_]")
              + "authorization|cookie|set-cookie|content-encoding|content-type|content-range"
              + "|trailer):");

  @Test
  void randomChangesNeverPassUnlessAPlainReaderAgrees() {
    Random random = new Random(SEED);
    int whole = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
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

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeIsJudgedAsAPlainReaderJudges() throws IOException {
    for (byte[] input : FuzzInputs.of(ChunkGuidedFuzz.class, ChunkGuidedFuzz.seeds())) {
      judge(input);
    }
  }

  /** Judges a body, which must be the same however it is cut, and whoever takes its framing off. */
  static void judge(byte[] input) {
    String text = new String(input, ISO_8859_1);
    judge(text);
    Chunks whole = Chunks.of(text);
    Random random = new Random(Arrays.hashCode(input));
    for (int i = 0; i < CUTS; i++) {
      assertThat(Chunks.of(new ChunkScanner(), pieces(text, random), true)).isEqualTo(whole);
      assertThat(unwrapped(input, random)).isEqualTo(whole.kept());
    }
  }

  private static List<String> pieces(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int to = Math.min(text.length(), at + 1 + random.nextInt(20));
      pieces.add(text.substring(at, to));
      at = to;
    }
    return pieces;
  }

  /** The payload for a receiver who has little room. */
  private static String unwrapped(byte[] input, Random random) {
    ChunkScanner scanner = new ChunkScanner();
    scanner.begin();
    MemorySegment bytes = MemorySegment.ofArray(input);
    StringBuilder payload = new StringBuilder();
    int most = 1 + random.nextInt(30);
    MemorySegment room = MemorySegment.ofArray(new byte[most]);
    for (int at = 0; at < input.length; ) {
      int length = Math.min(input.length - at, 1 + random.nextInt(60));
      scanner.unwrapTo(room, 0, most);
      int used = scanner.unwrap(bytes, at, length);
      assertThat(used).isBetween(0, length);
      assertThat(scanner.kept()).isBetween(0, most);
      payload.append(new String(room.asSlice(0, scanner.kept()).toArray(JAVA_BYTE), ISO_8859_1));
      if (used == 0) {
        assertThat(scanner.isInTrailer() || scanner.isDone() || scanner.defect() != null).isTrue();
        break;
      }
      at += used;
    }
    return payload.toString();
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

  private static boolean mayFollow(String trailers, int extension) {
    return trailers.length() - 1 + extension <= MOST_TRAILER
        && !NEVER_BEHIND.matcher(trailers.toLowerCase(Locale.ROOT)).find();
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
      int extension = line.group(2) == null ? 0 : line.group(2).length() - 1;
      if (extension > MOST_EXTENSION) {
        return -1;
      }
      if (size == 0) {
        Matcher trailers = TRAILERS.matcher(text).region(at, text.length());
        return trailers.lookingAt() && mayFollow(trailers.group(), extension) ? trailers.end() : -1;
      }
      if (size > text.length() - at - 2L || !text.startsWith("\r\n", at + (int) size)) {
        return -1;
      }
      at += (int) size + 2;
    }
  }
}
