package dev.goodgate.doctor.rule.head;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.request;
import static dev.goodgate.doctor.scene.Scene.says;
import static dev.goodgate.vocabulary.traffic.Phase.PARSE_HEAD;
import static dev.goodgate.vocabulary.traffic.Phase.STREAM_BODY;
import static dev.goodgate.vocabulary.traffic.Phase.WAIT_FIRST_BYTE;
import static dev.goodgate.vocabulary.traffic.Symptom.CLOSED_EARLY;
import static dev.goodgate.vocabulary.traffic.Symptom.MALFORMED;
import static dev.goodgate.vocabulary.traffic.Symptom.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadRulesTest {
  private final Exchange cut = exchange(Try.at(A).receiving(12).failed(PARSE_HEAD, CLOSED_EARLY));

  @Test
  void everyRuleIsSilentOnHealth() {
    for (Rule rule : HeadRules.column()) {
      assertThat(says(rule, healthy())).as(rule.getClass().getSimpleName()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_RECORD, plaintext-to-tls-port",
    "HTTP2_FRAME, h2-preface-on-h1",
    "NOT_HTTP, response-not-http",
    "BAD_STATUS, invalid-status-line",
    "BAD_FIELD_NAME, invalid-header-name",
    "BARE_CR, invalid-header-value",
    "BAD_CONNECTION_OPTION, invalid-header-value",
    "LENGTHS_DISAGREE, conflicting-content-length",
    "BOTH_LENGTHS, content-length-and-te",
    "BAD_CHUNK, bad-chunk",
    "EXCESS_BODY, excess-body",
    "UNASKED_SWITCH, unsolicited-101",
    "WRONG_SWITCH, upgrade-failed"
  })
  void theBytesNameTheCause(Defect defect, String cause) {
    assertThat(says(new WrongBytes(), exchange(wrong(defect)))).containsExactly("+" + cause);
  }

  @Test
  void aBodyInAnswerToHeadIsItsOwnCause() {
    assertThat(says(new WrongBytes(), exchange(request("HEAD", 0), wrong(Defect.EXCESS_BODY))))
        .containsExactly("+body-on-bodyless");
  }

  @Test
  void theClientsWrongBytesAreNotTheEndpoints() {
    Failure byClient =
        new Failure(
            PARSE_HEAD, Actor.CLIENT, MALFORMED, new Detail.Wrong(Defect.BAD_FIELD_NAME, ""));
    assertThat(says(new WrongBytes(), exchange(Try.at(A).ended(new Ending.Failed(byClient)))))
        .isEmpty();
    assertThat(says(new WrongBytes(), cut)).isEmpty();
  }

  @Test
  void garbageOnAConnectionThatHadWorkedIsLeftOver() {
    Attempt reused =
        Try.at(A)
            .reusedAfter(Duration.ofSeconds(1))
            .failed(PARSE_HEAD, MALFORMED, new Detail.Wrong(Defect.NOT_HTTP, "6a 75"));
    assertThat(says(new LeftOverBytes(), exchange(reused)))
        .containsExactly("+excess-body", "-response-not-http");
    assertThat(says(new LeftOverBytes(), exchange(wrong(Defect.NOT_HTTP)))).isEmpty();
  }

  @Test
  void aHeadCutOffIsToldFromNoHeadAtAll() {
    assertThat(says(new CutHead(), cut)).containsExactly("+eof-in-headers", "+upstream-crash");
    assertThat(says(new CutHead(), exchange(Try.at(A).failed(WAIT_FIRST_BYTE, CLOSED_EARLY))))
        .isEmpty();
  }

  @Test
  void whatIsTooLargeIsNamedByTheLimit() {
    assertThat(says(new HeadTooLarge(), exchange(tooLarge("limits.reply-head"))))
        .containsExactly("+response-header-section-too-large");
    assertThat(says(new HeadTooLarge(), exchange(tooLarge("limits.fields"))))
        .containsExactly("+too-many-response-headers");
    assertThat(
            says(
                new HeadTooLarge(),
                exchange(Try.at(A).receiving(9).failed(STREAM_BODY, TOO_LARGE))))
        .containsExactly("+trailer-too-large");
    assertThat(says(new HeadTooLarge(), cut)).isEmpty();
  }

  private static Attempt wrong(Defect defect) {
    return Try.at(A)
        .receiving(20)
        .failed(PARSE_HEAD, MALFORMED, new Detail.Wrong(defect, "15 03 03"));
  }

  private static Attempt tooLarge(String setting) {
    return Try.at(A)
        .receiving(70_000)
        .failed(PARSE_HEAD, TOO_LARGE, new Detail.Limit(setting, 65_536));
  }
}
