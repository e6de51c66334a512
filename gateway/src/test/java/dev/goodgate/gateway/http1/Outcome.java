package dev.goodgate.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.vocabulary.traffic.Defect;
import org.jspecify.annotations.Nullable;

/** What came of reading a head: its length or a constant of {@link Head}, and what is wrong. */
record Outcome(int result, @Nullable Defect defect) {
  static final int MAX_FIELDS = 32;

  private static final int BEFORE = 7;

  static Outcome ofRequest(String text) {
    return of(new Head(MAX_FIELDS), text, true);
  }

  static Outcome ofReply(String text) {
    return of(new Head(MAX_FIELDS), text, false);
  }

  /** Reads where it has read before, with other bytes around, as it is done in use. */
  static Outcome of(Head head, String text, boolean request) {
    byte[] bytes = ("#".repeat(BEFORE) + text + "#").getBytes(ISO_8859_1);
    int end = BEFORE + text.length();
    int result =
        request ? head.readRequest(bytes, BEFORE, end) : head.readReply(bytes, BEFORE, end);
    return new Outcome(result, result == Head.MALFORMED ? head.defect() : null);
  }

  boolean isWhole() {
    return result > 0;
  }

  boolean isIncomplete() {
    return result == Head.INCOMPLETE;
  }
}
