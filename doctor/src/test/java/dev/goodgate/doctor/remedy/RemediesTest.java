package dev.goodgate.doctor.remedy;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.given;
import static dev.goodgate.doctor.scene.Scene.plan;
import static dev.goodgate.vocabulary.traffic.Phase.CONNECT;
import static dev.goodgate.vocabulary.traffic.Phase.PARSE_HEAD;
import static dev.goodgate.vocabulary.traffic.Phase.WAIT_FIRST_BYTE;
import static dev.goodgate.vocabulary.traffic.Symptom.CLOSED_EARLY;
import static dev.goodgate.vocabulary.traffic.Symptom.MALFORMED;
import static dev.goodgate.vocabulary.traffic.Symptom.REFUSED;
import static dev.goodgate.vocabulary.traffic.Symptom.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Confidence;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemediesTest {
  private final Remedies remedies = new Remedies(Catalogue.load());
  private final Attempt silent =
      Try.at(A)
          .failed(
              WAIT_FIRST_BYTE,
              TIMED_OUT,
              new Detail.Waited("timeouts.first-byte", Duration.ofSeconds(30)));

  @Test
  void aLongerTimeoutIsWordedAtItsLineAndKeepsTheTotalLarger() {
    Remedy first = first("gateway-read-timeout-too-short", silent);
    assertThat(first.where().orElseThrow().line()).isEqualTo(14);
    assertThat(first.action()).contains("upstreams.api.timeouts.first-byte to 1m");
    assertThat(first.change()).contains("- first-byte: 30s\n+ first-byte: 1m");
  }

  @Test
  void aLongerTimeoutIsNoRemedyForStuckWorkers() {
    assertThat(all("upstream-workers-stuck", silent))
        .noneMatch(remedy -> remedy.action().contains("timeouts.first-byte"));
  }

  @Test
  void waitingLongerIsNotTheFirstAdviceWhileItIsContested() {
    CaseView view = CaseView.of(given(exchange(silent), new Fact.Told(plan(A))));
    List<Remedy> told =
        remedies.against(
            List.of(suspect("gateway-read-timeout-too-short"), suspect("upstream-workers-stuck")),
            view);
    assertThat(told.getFirst().action()).doesNotContain("raise");
    assertThat(told).anyMatch(remedy -> remedy.action().contains("timeouts.first-byte to 1m"));
  }

  @Test
  void aSuspectedTlsPortIsNotCalledOne() {
    assertThat(
            first("plaintext-to-tls-port", Try.at(A).failed(WAIT_FIRST_BYTE, CLOSED_EARLY))
                .action())
        .contains("if openssl s_client");
  }

  @Test
  void aTlsPortIsGivenItsScheme() {
    Remedy first =
        first(
            "plaintext-to-tls-port",
            Try.at(A).failed(PARSE_HEAD, MALFORMED, new Detail.Wrong(Defect.TLS_RECORD, "15 03")));
    assertThat(first.where().orElseThrow().line()).isEqualTo(11);
    assertThat(first.change()).contains("- \"127.0.0.1:3001\"\n+ \"https://127.0.0.1:3001\"");
  }

  @Test
  void aRefusedEndpointIsShownByItsLine() {
    Remedy first = first("wrong-port", Try.at(A).withoutConnection().failed(CONNECT, REFUSED));
    assertThat(first.where().orElseThrow().line()).isEqualTo(11);
    assertThat(first.change()).isEmpty();
  }

  @Test
  void aRaceIsEndedByGivingUpIdleConnectionsFirst() {
    Remedy first =
        first(
            "keepalive-race",
            Try.at(A).reusedAfter(Duration.ofSeconds(5)).failed(WAIT_FIRST_BYTE, CLOSED_EARLY));
    assertThat(first.change()).contains("+ keep-alive: { idle: 2s }");
    assertThat(first.where().orElseThrow().line()).isEqualTo(10);
  }

  @Test
  void withoutAPlanTheGeneralRemediesRemain() {
    CaseView view = CaseView.of(given(exchange(silent)));
    assertThat(remedies.against(List.of(suspect("gateway-read-timeout-too-short")), view))
        .isNotEmpty()
        .allMatch(remedy -> remedy.where().isEmpty());
  }

  @Test
  void easyRemediesComeFirst() {
    assertThat(all("gateway-read-timeout-too-short", silent)).extracting(Remedy::effort).isSorted();
  }

  private Remedy first(String cause, Attempt attempt) {
    return all(cause, attempt).getFirst();
  }

  private List<Remedy> all(String cause, Attempt attempt) {
    CaseView view = CaseView.of(given(exchange(attempt), new Fact.Told(plan(A))));
    return remedies.against(List.of(suspect(cause)), view);
  }

  private static Suspect suspect(String cause) {
    return new Suspect(CauseId.of(cause), new Confidence(0.9));
  }
}
