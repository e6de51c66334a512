package dev.goodgate.doctor.rule.body;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.BEGAN;
import static dev.goodgate.doctor.scene.Scene.GET;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.says;
import static dev.goodgate.vocabulary.traffic.Phase.PARSE_HEAD;
import static dev.goodgate.vocabulary.traffic.Phase.STREAM_BODY;
import static dev.goodgate.vocabulary.traffic.Phase.WAIT_FIRST_BYTE;
import static dev.goodgate.vocabulary.traffic.Symptom.CLOSED_EARLY;
import static dev.goodgate.vocabulary.traffic.Symptom.RESET;
import static dev.goodgate.vocabulary.traffic.Symptom.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyRulesTest {
  private static final Try BEGUN = Try.at(A).receiving(200);
  private final Exchange stalled =
      exchange(
          BEGUN.failed(
              STREAM_BODY, TIMED_OUT, new Detail.Waited("timeouts.idle", Duration.ofSeconds(60))));
  private final Exchange outOfTime =
      exchange(
          BEGUN.failed(
              STREAM_BODY, TIMED_OUT, new Detail.Waited("timeouts.total", Duration.ofSeconds(60))));

  @Test
  void everyRuleIsSilentOnHealth() {
    for (Rule rule : BodyRules.column()) {
      assertThat(says(rule, healthy())).as(rule.getClass().getSimpleName()).isEmpty();
    }
  }

  @Test
  void aBodyShortOfItsLengthIsNamedWithTheFigures() {
    assertThat(
            says(
                new CutBody(),
                exchange(BEGUN.failed(STREAM_BODY, CLOSED_EARLY, new Detail.Truncated(1000, 200)))))
        .containsExactly("+truncated-content-length", "+upstream-crash");
  }

  @Test
  void anEarlyCloseWithoutALengthWasSeenInChunks() {
    assertThat(
            says(
                new CutBody(),
                exchange(BEGUN.failed(STREAM_BODY, CLOSED_EARLY, new Detail.Truncated(-1, 200)))))
        .contains("+truncated-chunked")
        .doesNotContain("+truncated-no-length");
  }

  @Test
  void aResetIsAMissingChunkOnlyWhereChunksWereSeen() {
    assertThat(
            says(
                new CutBody(),
                exchange(BEGUN.failed(STREAM_BODY, RESET, new Detail.Truncated(-1, 9)))))
        .contains("+truncated-chunked")
        .doesNotContain("+truncated-no-length");
    assertThat(says(new CutBody(), exchange(BEGUN.failed(STREAM_BODY, RESET))))
        .startsWith("+truncated-no-length");
  }

  @Test
  void aCutBeforeTheBodyIsNoCutBody() {
    assertThat(says(new CutBody(), exchange(Try.at(A).failed(WAIT_FIRST_BYTE, RESET)))).isEmpty();
    assertThat(says(new CutBody(), stalled)).isEmpty();
  }

  @Test
  void silenceInsideHeadOrBodyIsAStall() {
    assertThat(says(new Stalled(), stalled)).contains("+body-stall");
    assertThat(says(new Stalled(), exchange(BEGUN.failed(PARSE_HEAD, TIMED_OUT))))
        .contains("+body-stall");
    assertThat(says(new Stalled(), exchange(Try.at(A).failed(WAIT_FIRST_BYTE, TIMED_OUT))))
        .isEmpty();
  }

  @Test
  void theTotalLimitIsToldFromAStall() {
    assertThat(says(new OutOfTime(), outOfTime)).contains("+total-timeout");
    assertThat(says(new Stalled(), outOfTime)).isEmpty();
    assertThat(says(new OutOfTime(), stalled)).isEmpty();
  }

  @Test
  void aGoodStatusWithABrokenBodyIsSeen() {
    Exchange broken =
        new Exchange(
            "x1",
            BEGAN,
            Duration.ofMillis(5),
            GET,
            "everything",
            "api",
            stalled.attempts(),
            stalled.ending(),
            new Reply(200, Reply.Maker.ENDPOINT, 200, false),
            null);
    assertThat(says(new BrokenUnderGoodStatus(), broken))
        .containsExactly("+body-sent-status-200-broken");
    assertThat(says(new BrokenUnderGoodStatus(), stalled)).isEmpty();
  }
}
