package dev.goodgate.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Random bytes, and sound heads with a few bytes changed, judged by a reader that is slow and
 * plain.
 */
class HeadFuzz {
  private static final long SEED = 20_261_120;
  private static final int ROUNDS = 60_000;
  private static final String ODD = "\r\n\0 \t:,;/?#@*\"\u000b\u007f\u00e9chunked0159xX-HTTP/.";

  private static final Pattern REQUEST_LINE =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\\.[0-9]");
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[0-9] [1-5][0-9]{2}( [\\t -~\\x80-\\xff]*)?");
  private static final Pattern HOST =
      Pattern.compile("(([^]\\[:/?#@ ]+|\\[[0-9A-Fa-f:.]+])(:[0-9]*)?)?");
  private static final Pattern FIELD =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t -~\\x80-\\xff]*");

  @Test
  void randomChangesNeverPassUnlessAPlainReaderAgrees() {
    Random random = new Random(SEED);
    List<String> seeds = new ArrayList<>(Corpus.REQUESTS);
    seeds.addAll(Corpus.WRONG_REQUESTS.keySet());
    int requests = seeds.size();
    seeds.addAll(Corpus.REPLIES);
    seeds.addAll(Corpus.WRONG_REPLIES.keySet());
    Head head = new Head(HeadReading.MAX_FIELDS);
    int whole = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int seed = random.nextInt(seeds.size());
      String text = changed(seeds.get(seed), random);
      if (judge(head, text, seed < requests)) {
        whole++;
      }
    }
    assertThat(whole)
        .as("of seed %d, that the fuzzing reaches sound heads", SEED)
        .isGreaterThan(1_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeIsJudgedAsAPlainReaderJudges() throws IOException {
    for (byte[] input : FuzzInputs.of(HeadGuidedFuzz.class, HeadGuidedFuzz.seeds())) {
      judge(input);
    }
  }

  /** The first byte tells whose head it is. */
  static void judge(byte[] input) {
    if (input.length > 0) {
      String text = new String(input, 1, input.length - 1, ISO_8859_1);
      judge(new Head(HeadReading.MAX_FIELDS), text, (input[0] & 1) == 0);
    }
  }

  @Test
  void randomBytesNeverDisturbTheReader() {
    Random random = new Random(SEED);
    Head head = new Head(HeadReading.MAX_FIELDS);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(80); length > 0; length--) {
        text.append((char) random.nextInt(256));
      }
      judge(head, text.toString(), random.nextBoolean());
    }
  }

  /** Whether it was taken for a head; fails where it must not have been. */
  private static boolean judge(Head head, String text, boolean request) {
    HeadReading reading;
    try {
      reading = HeadReading.of(head, text, request);
    } catch (RuntimeException thrown) {
      return fail("seed " + SEED + " throws at " + shown(text), thrown);
    }
    if (!reading.isWhole()) {
      return false;
    }
    String taken = text.substring(0, reading.result());
    if (!soundInPlainEyes(request ? taken.replaceFirst("^\r\n", "") : taken, request)) {
      fail("seed " + SEED + " takes " + shown(taken));
    }
    return true;
  }

  private static boolean soundInPlainEyes(String taken, boolean request) {
    if (!taken.endsWith("\r\n\r\n") || taken.indexOf("\r\n\r\n") != taken.length() - 4) {
      return false;
    }
    List<String> lines = List.of(taken.substring(0, taken.length() - 4).split("\r\n", -1));
    List<String> fields = lines.subList(1, lines.size());
    return (request ? REQUEST_LINE : STATUS_LINE).matcher(lines.getFirst()).matches()
        && fields.stream().allMatch(field -> FIELD.matcher(field).matches())
        && isFramedOnce(fields, request);
  }

  private static boolean isFramedOnce(List<String> fields, boolean request) {
    List<String> lengths = values(fields, "content-length");
    List<String> codings = values(fields, "transfer-encoding");
    return lengths.stream().allMatch(each -> each.matches("[0-9]{1,18}"))
        && lengths.stream().map(Long::valueOf).distinct().count() <= 1
        && (!request || lengths.size() <= 1)
        && (lengths.isEmpty() || codings.isEmpty())
        && codings.size() <= 1
        && codings.stream().allMatch("chunked"::equalsIgnoreCase)
        && (!request || values(fields, "host").size() <= 1)
        && (!request || values(fields, "host").stream().allMatch(HOST.asMatchPredicate()));
  }

  private static List<String> values(List<String> fields, String name) {
    return fields.stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(field -> field.substring(name.length() + 1).replaceAll("^[ \t]+|[ \t]+$", ""))
        .toList();
  }

  private static String changed(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    for (int changes = random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
      int at = random.nextInt(text.length());
      char odd = ODD.charAt(random.nextInt(ODD.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, odd);
        case 2 -> text.setCharAt(at, odd);
        default -> text.insert(at, text.substring(at, random.nextInt(at, text.length())));
      }
    }
    return text.toString();
  }

  private static String shown(String text) {
    return text.replace("\r", "<CR>").replace("\n", "<LF>").replace("\0", "<NUL>");
  }
}
