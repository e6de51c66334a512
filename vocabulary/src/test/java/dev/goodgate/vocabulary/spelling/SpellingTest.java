package dev.goodgate.vocabulary.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> KNOWN = List.of("first-byte", "idle", "total", "connect");

  @Test
  void countsASwapOfNeighboursAsOneSlip() {
    assertThat(Spelling.distance("upstraem", "upstream")).isEqualTo(1);
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    assertThat(Spelling.distance("abc", "abc")).isZero();
  }

  @Test
  void findsTheNameThatWasMeant() {
    assertThat(Spelling.nearest("conenct", KNOWN)).contains("connect");
    assertThat(Spelling.nearest("idel", KNOWN)).contains("idle");
  }

  @Test
  void caseAndDashesCountNothing() {
    assertThat(Spelling.nearest("FIRST_BYTE", KNOWN)).contains("first-byte");
    assertThat(Spelling.nearest("firstByte", KNOWN)).contains("first-byte");
  }

  @Test
  void findsNothingWhereNothingIsNear() {
    assertThat(Spelling.nearest("retries", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("i".repeat(100_000), KNOWN)).isEmpty();
  }
}
