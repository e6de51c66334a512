package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.trials.load.ReplyCheck.State;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ReplyCheckTest {
  private static final String GOOD = "HTTP/1.1 200 OK\r\nDate: x\r\ncontent-LENGTH: 3\r\n\r\nabc";

  private final ReplyCheck check = new ReplyCheck(3);

  @Test
  void wholeAnswerIsKnownHoweverItIsCut() {
    for (int cut = 1; cut < GOOD.length(); cut++) {
      check.begin();

      assertThat(take(GOOD.substring(0, cut))).isEqualTo(State.PARTIAL);
      assertThat(take(GOOD.substring(cut))).as("cut at %s", cut).isEqualTo(State.WHOLE);
    }
  }

  @Test
  void anotherStatusIsWrong() {
    assertThat(take(GOOD.replace("200", "502"))).isEqualTo(State.WRONG_STATUS);
    check.begin();
    assertThat(take(GOOD.replace("HTTP/1.1", "HTTP/1.0"))).isEqualTo(State.WRONG_STATUS);
    check.begin();
    assertThat(take("\n")).isEqualTo(State.WRONG_STATUS);
  }

  @Test
  void anotherLengthIsWrong() {
    assertThat(take(GOOD + "d")).isEqualTo(State.WRONG_LENGTH);
    check.begin();
    assertThat(take(GOOD.replace(": 3", ": 4"))).isEqualTo(State.WRONG_LENGTH);
    check.begin();
    assertThat(take(GOOD.replace("content-LENGTH: 3", "Transfer-Encoding: chunked")))
        .isEqualTo(State.WRONG_LENGTH);
  }

  @Test
  void longFieldsDoNotHideTheLength() {
    String field = "X-Long: " + "y".repeat(9_000) + "\r\n";

    assertThat(take(GOOD.replace("Date: x\r\n", field))).isEqualTo(State.WHOLE);
  }

  private State take(String text) {
    return check.take(MemorySegment.ofArray(text.getBytes(ISO_8859_1)), 0, text.length());
  }
}
