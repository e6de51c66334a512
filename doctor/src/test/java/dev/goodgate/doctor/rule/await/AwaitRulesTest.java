package dev.goodgate.doctor.rule.await;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.given;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.says;
import static dev.goodgate.doctor.scene.Scene.seenLater;
import static dev.goodgate.doctor.scene.Scene.with;
import static dev.goodgate.vocabulary.traffic.Phase.CONNECT;
import static dev.goodgate.vocabulary.traffic.Phase.PARSE_HEAD;
import static dev.goodgate.vocabulary.traffic.Phase.WAIT_FIRST_BYTE;
import static dev.goodgate.vocabulary.traffic.Phase.WRITE_REQUEST;
import static dev.goodgate.vocabulary.traffic.Symptom.CLOSED_EARLY;
import static dev.goodgate.vocabulary.traffic.Symptom.RESET;
import static dev.goodgate.vocabulary.traffic.Symptom.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.scene.Scene;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.diagnosis.Source;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwaitRulesTest {
  private static final Duration IDLE = Duration.ofSeconds(5);
  private final Exchange race =
      exchange(Try.at(A).reusedAfter(IDLE).failed(WAIT_FIRST_BYTE, CLOSED_EARLY));
  private final Exchange freshCut = exchange(Try.at(A).failed(WAIT_FIRST_BYTE, RESET));
  private final Exchange silent =
      exchange(
          Try.at(A)
              .taking(Duration.ofSeconds(30))
              .failed(
                  WAIT_FIRST_BYTE,
                  TIMED_OUT,
                  new Detail.Waited("timeouts.first-byte", Duration.ofSeconds(30))));

  @Test
  void everyRuleIsSilentOnHealth() {
    for (Rule rule : AwaitRules.column()) {
      assertThat(says(rule, healthy(), new Fact.Seen(A, "answered 2 s ago", true)))
          .as(rule.getClass().getSimpleName())
          .isEmpty();
      assertThat(says(rule, exchange(Try.at(A).reusedAfter(IDLE).answered(200)))).isEmpty();
    }
  }

  @Test
  void aKeptConnectionClosedAtOnceIsARace() {
    assertThat(says(new KeepaliveRace(), race)).contains("+keepalive-race");
    assertThat(
            says(
                new KeepaliveRace(),
                exchange(Try.at(A).reusedAfter(IDLE).failed(WRITE_REQUEST, RESET))))
        .contains("+keepalive-race");
  }

  @Test
  void whatTheEndpointSaidAsItGaveUpIsTaken() {
    assertThat(says(new GivenUp(), givenUp("RST_STREAM", "CANCEL")))
        .containsExactly("+h2-rst-stream");
    assertThat(says(new GivenUp(), givenUp("RST_STREAM", "REFUSED_STREAM")))
        .containsExactly("+h2-refused-stream");
    assertThat(says(new GivenUp(), givenUp("RST_STREAM", "HTTP_1_1_REQUIRED")))
        .containsExactly("+h2-http11-required");
    assertThat(says(new GivenUp(), givenUp("GOAWAY", "NO_ERROR"))).contains("+h2-goaway");
    assertThat(says(new GivenUp(), givenUp("GOAWAY", "ENHANCE_YOUR_CALM")))
        .containsExactly("+h2-enhance-your-calm");
    assertThat(says(new GivenUp(), givenUp("GOAWAY", "INADEQUATE_SECURITY")))
        .containsExactly("+h2-inadequate-security");
  }

  @Test
  void anEndWithoutAWordIsNotGivenUpAndTheOtherWayRound() {
    assertThat(says(new GivenUp(), freshCut)).isEmpty();
    assertThat(says(new GivenUp(), race)).isEmpty();
    assertThat(says(new ClosedUnanswered(), givenUp("RST_STREAM", "CANCEL"))).isEmpty();
    assertThat(says(new KeepaliveRace(), givenUp("GOAWAY", "NO_ERROR"))).isEmpty();
  }

  private static Exchange givenUp(String frame, String code) {
    return exchange(
        Try.at(A)
            .reusedAfter(IDLE)
            .failed(WAIT_FIRST_BYTE, RESET, new Detail.GivenUp(frame, code, false)));
  }

  @Test
  void aBodyDoesNotHideARace() {
    assertThat(
            says(
                new KeepaliveRace(),
                exchange(
                    Scene.request("POST", 10),
                    Try.at(A).reusedAfter(IDLE).failed(WRITE_REQUEST, RESET))))
        .contains("+keepalive-race");
  }

  @Test
  void aFreshConnectionOrALateCloseOrAnyByteIsNoRace() {
    assertThat(says(new KeepaliveRace(), freshCut)).isEmpty();
    Try reused = Try.at(A).reusedAfter(IDLE);
    assertThat(
            says(
                new KeepaliveRace(),
                exchange(
                    reused.taking(Duration.ofSeconds(8)).failed(WAIT_FIRST_BYTE, CLOSED_EARLY))))
        .isEmpty();
    assertThat(
            says(
                new KeepaliveRace(),
                exchange(reused.receiving(12).failed(PARSE_HEAD, CLOSED_EARLY))))
        .isEmpty();
  }

  @Test
  void theRetryOnAFreshConnectionSpeaksForOrAgainstTheRace() {
    var first = Try.at(A).reusedAfter(IDLE).failed(WAIT_FIRST_BYTE, CLOSED_EARLY);
    assertThat(says(new KeepaliveRaceHealed(), exchange(first, Try.at(A).answered(200))))
        .containsExactly("+keepalive-race", "-upstream-crash");
    assertThat(
            says(
                new KeepaliveRaceHealed(),
                exchange(first, Try.at(A).failed(WAIT_FIRST_BYTE, RESET))))
        .containsExactly("-keepalive-race", "+upstream-crash");
    assertThat(
            says(
                new KeepaliveRaceHealed(), exchange(first, Try.at("127.0.0.1:3002").answered(200))))
        .isEmpty();
  }

  @Test
  void aFreshConnectionCutWithoutAnAnswerStaysOpenToSeveralCauses() {
    assertThat(says(new ClosedUnanswered(), freshCut))
        .containsExactly(
            "+reset-before-response",
            "+upstream-crash",
            "+plaintext-to-tls-port",
            "+waf-or-allowlist-block");
  }

  @Test
  void aCutAfterSecondsOfWorkPointsToAWatchdog() {
    assertThat(
            says(
                new ClosedUnanswered(),
                exchange(
                    Try.at(A)
                        .taking(Duration.ofSeconds(30))
                        .failed(WAIT_FIRST_BYTE, CLOSED_EARLY))))
        .contains("+eof-before-response", "+upstream-worker-timeout-kill")
        .doesNotContain("+plaintext-to-tls-port");
  }

  @Test
  void aRaceIsOnlySeenAndNotExplainedAsAnUnansweredClose() {
    assertThat(says(new ClosedUnanswered(), race)).containsExactly("+eof-before-response");
    assertThat(says(new ClosedUnanswered(), silent)).isEmpty();
  }

  @Test
  void anEndpointThatAnswersOthersSpeaksPlainHttp() {
    assertThat(says(new ClosedNowAndThen(), freshCut, new Fact.Seen(A, "answered", true)))
        .contains("-plaintext-to-tls-port", "-waf-or-allowlist-block", "+upstream-crash");
    assertThat(says(new ClosedNowAndThen(), silent, new Fact.Seen(A, "answered", true))).isEmpty();
  }

  @Test
  void anEndpointThatRefusesAfterwardsHasDied() {
    assertThat(
            says(
                new ClosedNowAndThen(),
                with(given(freshCut), seenLater(A, "refused the connection", false))))
        .contains("+upstream-crash", "+upstream-restarting");
  }

  @Test
  void silenceHasSeveralCauses() {
    assertThat(says(new FirstByteTimeout(), silent))
        .containsExactly(
            "+first-byte-timeout",
            "+gateway-read-timeout-too-short",
            "+upstream-dependency-slow",
            "+upstream-workers-stuck");
  }

  @Test
  void anEndpointThatAnswersOthersDoesNotHang() {
    assertThat(says(new FirstByteTimeout(), silent, new Fact.Seen(A, "answered", true)))
        .contains("-upstream-workers-stuck");
  }

  @Test
  void aLongIdleConnectionMayHaveBeenForgottenOnTheWay() {
    assertThat(
            says(
                new FirstByteTimeout(),
                exchange(
                    Try.at(A)
                        .reusedAfter(Duration.ofMinutes(10))
                        .failed(WAIT_FIRST_BYTE, TIMED_OUT))))
        .contains("+middlebox-idle-drop");
  }

  @Test
  void aConnectTimeoutIsNotSilenceAfterTheRequest() {
    assertThat(says(new FirstByteTimeout(), exchange(Try.at(A).failed(CONNECT, TIMED_OUT))))
        .isEmpty();
    assertThat(says(new FirstByteTimeout(), freshCut)).isEmpty();
  }

  @Test
  void answersThatComeJustInTimeSpeakForAShortLimit() {
    assertThat(says(new SlowAnswersSeen(), with(given(silent), answered(Duration.ofSeconds(29)))))
        .containsExactly("+gateway-read-timeout-too-short");
    assertThat(says(new SlowAnswersSeen(), with(given(silent), answered(Duration.ofMillis(4)))))
        .containsExactly("-upstream-workers-stuck");
    assertThat(says(new SlowAnswersSeen(), with(given(freshCut), answered(IDLE)))).isEmpty();
  }

  private static Evidence answered(Duration firstByte) {
    return new Evidence(
        "other",
        new Source.Recorded("x2", 1),
        Scene.BEGAN,
        new Fact.Happened(exchange(Try.at(A).taking(firstByte).answered(200))));
  }
}
