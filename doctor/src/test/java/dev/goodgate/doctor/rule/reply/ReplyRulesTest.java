package dev.goodgate.doctor.rule.reply;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.given;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.says;
import static dev.goodgate.vocabulary.traffic.Phase.CONNECT;
import static dev.goodgate.vocabulary.traffic.Phase.DELIVER;
import static dev.goodgate.vocabulary.traffic.Phase.STREAM_BODY;
import static dev.goodgate.vocabulary.traffic.Phase.WAIT_FIRST_BYTE;
import static dev.goodgate.vocabulary.traffic.Phase.WRITE_REQUEST;
import static dev.goodgate.vocabulary.traffic.Symptom.MALFORMED;
import static dev.goodgate.vocabulary.traffic.Symptom.REFUSED;
import static dev.goodgate.vocabulary.traffic.Symptom.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyRulesTest {
  private final Attempt refused = Try.at(A).withoutConnection().failed(CONNECT, REFUSED);

  @Test
  void everyRuleIsSilentOnHealth() {
    for (Rule rule : ReplyRules.column()) {
      assertThat(says(rule, healthy())).as(rule.getClass().getSimpleName()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "413, request-too-large-upstream",
    "431, cookies-too-big",
    "500, upstream-app-error",
    "502, nested-gateway-error",
    "503, upstream-self-503",
    "504, nested-gateway-error"
  })
  void anErrorThatTheEndpointAnsweredIsTheUpstreams(int status, String cause) {
    assertThat(says(new UpstreamSaidIt(), exchange(Try.at(A).answered(status))))
        .startsWith("+" + cause);
  }

  @Test
  void theWorstThatAScriptSaidBesideItsAnswerIsQuoted() {
    String aside =
        """
        NOTICE: PHP message: PHP Warning:  an error is near in /a.php on line 1
        NOTICE: PHP message: PHP Fatal error:  Uncaught Exception: x in /a.php:2
        thrown in /a.php on line 2
        """;
    assertThat(findings(Try.at(A).answered(500, aside)))
        .containsExactly(
            A
                + " itself answered 500 and said beside it: NOTICE: PHP message: PHP Fatal error:"
                + "  Uncaught Exception: x in /a.php:2");
    assertThat(findings(Try.at(A).answered(500, "NOTICE: started\n")))
        .containsExactly(A + " itself answered 500, and the gateway passed it on");
    assertThat(findings(Try.at(A).answered(200, aside))).isEmpty();
  }

  private static List<String> findings(Attempt attempt) {
    return new UpstreamSaidIt()
        .judge(CaseView.of(given(exchange(attempt)))).stream().map(Finding::says).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 304, 400, 404})
  void otherAnswersAreNobodysFault(int status) {
    assertThat(says(new UpstreamSaidIt(), exchange(Try.at(A).answered(status)))).isEmpty();
  }

  @Test
  void anErrorThatTheGatewayMadeWasNotSaidByTheUpstream() {
    assertThat(says(new UpstreamSaidIt(), exchange(refused))).isEmpty();
  }

  @Test
  void anEndpointThatSaysThatItWantsTlsIsBelieved() {
    Exchange plain = exchange(Try.at(A).answered(400));
    Exchange noted =
        new Exchange(
            plain.id(),
            plain.began(),
            plain.took(),
            plain.request(),
            plain.routeName(),
            plain.upstreamName(),
            plain.attempts(),
            plain.ending(),
            plain.sent(),
            "plaintext-to-tls-port");
    assertThat(says(new UpstreamSaidIt(), noted)).containsExactly("+plaintext-to-tls-port");
  }

  @Test
  void aClientThatLeftIsNamed() {
    Exchange left =
        exchange(
            Try.at(A).taking(Duration.ofSeconds(10)).ended(new Ending.Abandoned(WAIT_FIRST_BYTE)));
    assertThat(says(new ClientLeft(), left))
        .containsExactly("+client-closed", "+outer-timeout-shorter");
    assertThat(says(new ClientLeft(), exchange(refused))).isEmpty();
  }

  @Test
  void aClientThatWasCutForTakingTooLittleIsToldFromOneThatSentTooLittleOrLeft() {
    Exchange slow = exchange(Try.at(A).ended(tooLate(DELIVER)));
    Exchange stalled = exchange(Try.at(A).failed(STREAM_BODY, TIMED_OUT));
    Exchange unsent = exchange(Try.at(A).ended(tooLate(WRITE_REQUEST)));
    Exchange left = exchange(Try.at(A).ended(new Ending.Abandoned(DELIVER)));

    assertThat(says(new ClientTooSlow(), slow)).containsExactly("+client-too-slow");
    assertThat(says(new ClientLeft(), slow)).isEmpty();
    assertThat(says(new ClientTooSlow(), stalled)).isEmpty();
    assertThat(says(new ClientTooSlow(), unsent)).isEmpty();
    assertThat(says(new ClientTooSlow(), left)).isEmpty();
    assertThat(says(new ClientTooSlow(), exchange(Try.at(A).answered(200)))).isEmpty();
  }

  private static Ending tooLate(Phase phase) {
    return new Ending.Failed(Failure.of(phase, Actor.CLIENT, TIMED_OUT));
  }

  @Test
  void aRetryThatHealedAndRetriesThatDidNotAreTold() {
    assertThat(says(new RetriesSeen(), exchange(refused, Try.at(A).answered(200))))
        .containsExactly("+hidden-retry-success");
    assertThat(says(new RetriesSeen(), exchange(refused, refused)))
        .containsExactly("+retry-budget-exhausted");
    assertThat(says(new RetriesSeen(), exchange(refused))).isEmpty();
    Exchange excess = exchange(Try.at(A).answered(200));
    Exchange passedOn =
        new Exchange(
            "x1",
            excess.began(),
            excess.took(),
            excess.request(),
            "everything",
            "api",
            List.of(Try.at(A).failed(STREAM_BODY, MALFORMED)),
            excess.ending(),
            excess.sent(),
            "excess-body");
    assertThat(says(new RetriesSeen(), passedOn)).isEmpty();
  }

  @Test
  void theGatewaysWordIsPassedOnWhereItIsAWord() {
    assertThat(says(new GatewaysWord(), called("conn-refused"))).containsExactly("+conn-refused");
    assertThat(says(new GatewaysWord(), called("\u001b[31m"))).isEmpty();
    assertThat(says(new GatewaysWord(), exchange(refused))).isEmpty();
  }

  private Exchange called(String cause) {
    Exchange failed = exchange(refused);
    return new Exchange(
        failed.id(),
        failed.began(),
        failed.took(),
        failed.request(),
        "everything",
        "api",
        failed.attempts(),
        failed.ending(),
        failed.sent(),
        cause);
  }
}
