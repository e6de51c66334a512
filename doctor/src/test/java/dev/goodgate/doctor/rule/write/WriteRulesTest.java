package dev.goodgate.doctor.rule.write;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.request;
import static dev.goodgate.doctor.scene.Scene.says;
import static dev.goodgate.vocabulary.traffic.Phase.WAIT_FIRST_BYTE;
import static dev.goodgate.vocabulary.traffic.Phase.WRITE_REQUEST;
import static dev.goodgate.vocabulary.traffic.Symptom.RESET;
import static dev.goodgate.vocabulary.traffic.Symptom.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Request;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteRulesTest {
  private static final Request UPLOAD = request("POST", 5_000_000);

  @Test
  void everyRuleIsSilentOnHealth() {
    for (Rule rule : WriteRules.column()) {
      assertThat(says(rule, healthy())).as(rule.getClass().getSimpleName()).isEmpty();
    }
  }

  @Test
  void aCutWhileABodyIsSentIsAnEarlyClose() {
    assertThat(
            says(new CutWhileSending(), exchange(UPLOAD, Try.at(A).failed(WRITE_REQUEST, RESET))))
        .containsExactly(
            "+early-close-during-body", "+request-too-large-upstream", "+upstream-crash");
  }

  @Test
  void withoutABodyOrAfterItACutIsSomethingElse() {
    assertThat(says(new CutWhileSending(), exchange(Try.at(A).failed(WRITE_REQUEST, RESET))))
        .isEmpty();
    assertThat(
            says(new CutWhileSending(), exchange(UPLOAD, Try.at(A).failed(WAIT_FIRST_BYTE, RESET))))
        .isEmpty();
  }

  @Test
  void anEndpointThatStopsReadingIsToldFromOneThatDoesNotAnswer() {
    assertThat(says(new NotRead(), exchange(UPLOAD, Try.at(A).failed(WRITE_REQUEST, TIMED_OUT))))
        .contains("+request-write-timeout");
    assertThat(says(new NotRead(), exchange(UPLOAD, Try.at(A).failed(WAIT_FIRST_BYTE, TIMED_OUT))))
        .isEmpty();
  }

  @Test
  void anEndpointThatNeverAsksForTheBodyIsToldFromOneThatStopsReading() {
    assertThat(says(new NotRead(), exchange(UPLOAD, ranOut("timeouts.first-byte"))))
        .containsExactlyInAnyOrder("+expect-100-mismatch", "+upstream-workers-stuck");
    assertThat(says(new NotRead(), exchange(UPLOAD, ranOut("timeouts.idle"))))
        .contains("+request-write-timeout");
  }

  private static Attempt ranOut(String setting) {
    return Try.at(A)
        .failed(WRITE_REQUEST, TIMED_OUT, new Detail.Waited(setting, Duration.ofSeconds(1)));
  }
}
