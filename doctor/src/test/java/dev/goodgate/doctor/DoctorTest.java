package dev.goodgate.doctor;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.given;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.plan;
import static dev.goodgate.vocabulary.traffic.Phase.CONNECT;
import static dev.goodgate.vocabulary.traffic.Phase.PARSE_HEAD;
import static dev.goodgate.vocabulary.traffic.Phase.STREAM_BODY;
import static dev.goodgate.vocabulary.traffic.Phase.WAIT_FIRST_BYTE;
import static dev.goodgate.vocabulary.traffic.Symptom.CLOSED_EARLY;
import static dev.goodgate.vocabulary.traffic.Symptom.MALFORMED;
import static dev.goodgate.vocabulary.traffic.Symptom.REFUSED;
import static dev.goodgate.vocabulary.traffic.Symptom.RESET;
import static dev.goodgate.vocabulary.traffic.Symptom.TIMED_OUT;
import static dev.goodgate.vocabulary.traffic.Symptom.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private final Doctor doctor = new Doctor(Catalogue.load());
  private final Attempt refused =
      Try.at(A).withoutConnection().failedWith(CONNECT, REFUSED, "ECONNREFUSED");
  private final Attempt raced =
      Try.at(A).reusedAfter(Duration.ofSeconds(5)).failed(WAIT_FIRST_BYTE, CLOSED_EARLY);

  @Test
  void anAnsweredExchangeIsHealthy() {
    assertThat(doctor.examine(given(healthy(), new Fact.Told(plan(A)))))
        .isInstanceOf(Verdict.Healthy.class);
  }

  @Test
  void withoutEvidenceItDoesNotKnow() {
    assertThat(doctor.examine(new Case("why", List.of()))).isInstanceOf(Verdict.Open.class);
  }

  @Test
  void aRefusalAloneIsContestedAndAsksWhatListens() {
    Verdict.Contested verdict = contested(given(exchange(refused), new Fact.Told(plan(A))));
    assertThat(verdict.suspects())
        .extracting(suspect -> suspect.cause().value())
        .startsWith("upstream-not-running")
        .contains("wrong-port", "wrong-interface");
    assertThat(verdict.next().getFirst().ask()).contains("ss -ltnp 'sport = :3001'");
    assertThat(verdict.summary()).contains("127.0.0.1:3001 refused").contains("upstream");
  }

  @Test
  void aRefusalByWhatJustAnsweredIsARestartOrACrash() {
    Verdict.Contested verdict =
        contested(given(exchange(refused), new Fact.Seen(A, "answered 2 s before", true)));
    assertThat(verdict.suspects().subList(0, 2))
        .extracting(suspect -> suspect.cause().value())
        .containsExactlyInAnyOrder("upstream-restarting", "upstream-crash");
  }

  @Test
  void aMissingSocketFileIsSettled() {
    Attempt missing =
        Try.at("unix:/run/api.sock").withoutConnection().failedWith(CONNECT, UNAVAILABLE, "ENOENT");
    assertThat(settledOn(given(exchange(missing)))).isEqualTo("unix-socket-missing");
  }

  @Test
  void aRaceIsSettledAlsoWhenARetryHidIt() {
    assertThat(settledOn(given(exchange(raced)))).isEqualTo("keepalive-race");
    Case hidden = given(exchange(raced, Try.at(A).answered(200)));
    assertThat(settledOn(hidden)).isEqualTo("keepalive-race");
    assertThat(doctor.examine(hidden).summary()).contains("a retry hid it");
  }

  @Test
  void aRaceThatAFreshConnectionSharesIsNotSettled() {
    assertThat(doctor.examine(given(exchange(raced, Try.at(A).failed(WAIT_FIRST_BYTE, RESET)))))
        .isNotInstanceOf(Verdict.Settled.class);
  }

  @Test
  void aTlsRecordSettlesAndShowsTheBytes() {
    Attempt record =
        Try.at(A)
            .receiving(7)
            .failed(PARSE_HEAD, MALFORMED, new Detail.Wrong(Defect.TLS_RECORD, "15 03 03 00 02"));
    Case given = given(exchange(record), new Fact.Told(plan(A)));
    assertThat(settledOn(given)).isEqualTo("plaintext-to-tls-port");
    Verdict.Settled verdict = (Verdict.Settled) doctor.examine(given);
    assertThat(verdict.summary()).contains("15 03 03").contains("wrote into the gateway");
    assertThat(verdict.remedies().getFirst().change().orElseThrow()).contains("https://");
  }

  @Test
  void silenceIsContestedAndAsksHowLongItTakesDirectly() {
    Attempt silent =
        Try.at(A)
            .taking(Duration.ofMillis(500))
            .failed(
                WAIT_FIRST_BYTE,
                TIMED_OUT,
                new Detail.Waited("timeouts.first-byte", Duration.ofMillis(500)));
    Verdict.Contested verdict = contested(given(exchange(silent), new Fact.Told(plan(A))));
    assertThat(verdict.suspects().getFirst().cause().value())
        .isEqualTo("gateway-read-timeout-too-short");
    assertThat(verdict.next().getFirst().ask()).contains("How long");
  }

  @Test
  void aFreshConnectionCutUnansweredIsNotSettled() {
    assertThat(doctor.examine(given(exchange(Try.at(A).failed(WAIT_FIRST_BYTE, RESET)))))
        .isInstanceOf(Verdict.Contested.class);
  }

  @Test
  void aTieNamesNoLeader() {
    assertThat(doctor.examine(given(exchange(Try.at(A).failed(WAIT_FIRST_BYTE, RESET)))).summary())
        .contains("does not tell yet")
        .doesNotContain("Most likely");
  }

  @Test
  void brokenBodiesAreSettledByTheirFigures() {
    Attempt cut =
        Try.at(A).receiving(90).failed(STREAM_BODY, CLOSED_EARLY, new Detail.Truncated(100, 10));
    assertThat(settledOn(given(exchange(cut)))).isEqualTo("truncated-content-length");
    Attempt inHead = Try.at(A).receiving(9).failed(PARSE_HEAD, CLOSED_EARLY);
    assertThat(settledOn(given(exchange(inHead)))).isEqualTo("eof-in-headers");
  }

  @Test
  void anErrorOfTheUpstreamIsPassedOnAsItsOwn() {
    assertThat(settledOn(given(exchange(Try.at(A).answered(502)))))
        .isEqualTo("nested-gateway-error");
    assertThat(doctor.examine(given(exchange(Try.at(A).answered(503)))))
        .isInstanceOf(Verdict.Contested.class);
  }

  private Verdict.Contested contested(Case given) {
    Verdict verdict = doctor.examine(given);
    assertThat(verdict).isInstanceOf(Verdict.Contested.class);
    return (Verdict.Contested) verdict;
  }

  private String settledOn(Case given) {
    Verdict verdict = doctor.examine(given);
    assertThat(verdict).isInstanceOf(Verdict.Settled.class);
    return ((Verdict.Settled) verdict).suspect().cause().value();
  }
}
