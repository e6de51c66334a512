package dev.goodgate.doctor.rule.select;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.says;
import static dev.goodgate.doctor.scene.Scene.unsent;
import static dev.goodgate.vocabulary.traffic.Phase.CONNECT;
import static dev.goodgate.vocabulary.traffic.Phase.SELECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SelectRulesTest {
  private final Exchange noRoute =
      unsent(Failure.of(SELECT, Actor.GATEWAY, Symptom.UNAVAILABLE), false);
  private final Exchange noEndpoint =
      unsent(Failure.of(SELECT, Actor.GATEWAY, Symptom.UNAVAILABLE), true);

  @Test
  void everyRuleIsSilentOnHealth() {
    for (Rule rule : SelectRules.column()) {
      assertThat(says(rule, healthy())).as(rule.getClass().getSimpleName()).isEmpty();
    }
  }

  @Test
  void aMissingRouteIsToldFromAMissingEndpoint() {
    assertThat(says(new RouteNotFound(), noRoute)).containsExactly("+route-not-found");
    assertThat(says(new RouteNotFound(), noEndpoint)).isEmpty();
    assertThat(says(new NoEndpointLeft(), noEndpoint)).containsExactly("+no-live-upstreams");
    assertThat(says(new NoEndpointLeft(), noRoute)).isEmpty();
  }

  @Test
  void limitsOfThePlanAreNamed() {
    assertThat(says(new OwnLimitReached(), limited(new Detail.Limit("limit.concurrent", 200))))
        .containsExactly("+connection-limit-reached");
    assertThat(says(new OwnLimitReached(), limited(new Detail.Limit("limits.connections", 9))))
        .containsExactly("+gateway-connections-exhausted");
    assertThat(
            says(
                new OwnLimitReached(),
                limited(new Detail.Waited("limit.queue-timeout", Duration.ofSeconds(2)))))
        .containsExactly("+queue-timeout");
  }

  @Test
  void aSystemLimitIsNotALimitOfThePlan() {
    assertThat(says(new OwnLimitReached(), limited(new Detail.SystemError("socket", "EMFILE", 24))))
        .isEmpty();
  }

  @Test
  void theClientsOwnMistakesAreTheClients() {
    assertThat(
            says(
                new RequestRefused(),
                unsent(
                    new Failure(
                        SELECT,
                        Actor.CLIENT,
                        Symptom.MALFORMED,
                        new Detail.Wrong(Defect.DUPLICATE_HOST, "")),
                    false)))
        .containsExactly("+request-denied");
    assertThat(
            says(
                new RequestRefused(),
                unsent(Failure.of(SELECT, Actor.CLIENT, Symptom.TOO_LARGE), false)))
        .containsExactly("+request-too-large-gateway");
    assertThat(says(new RequestRefused(), noRoute)).isEmpty();
  }

  @Test
  void aClientThatIsTooSlowIsTheClientsFault() {
    assertThat(
            says(
                new RequestRefused(),
                unsent(Failure.of(SELECT, Actor.CLIENT, Symptom.TIMED_OUT), false)))
        .containsExactly("+request-denied");
    assertThat(
            says(
                new RequestRefused(),
                unsent(Failure.of(SELECT, Actor.GATEWAY, Symptom.TIMED_OUT), false)))
        .isEmpty();
  }

  @Test
  void aRequestThatCameRoundIsToldFromOneWithoutRoute() {
    Exchange round = unsent(Failure.of(SELECT, Actor.GATEWAY, Symptom.CAME_ROUND), true);

    assertThat(says(new ProxyLoop(), round)).containsExactly("+proxy-loop");
    assertThat(says(new ProxyLoop(), noRoute)).isEmpty();
    assertThat(says(new RouteNotFound(), round)).isEmpty();
    assertThat(says(new NoEndpointLeft(), round)).isEmpty();
  }

  @Test
  void theGatewaysOwnFailuresAreItsOwn() {
    assertThat(
            says(
                new GatewayItself(),
                unsent(Failure.of(SELECT, Actor.GATEWAY, Symptom.INTERNAL), true)))
        .containsExactly("+gateway-internal-error");
    assertThat(
            says(
                new GatewayItself(),
                unsent(Failure.of(SELECT, Actor.GATEWAY, Symptom.DRAINING), true)))
        .containsExactly("+target-draining");
    assertThat(says(new GatewayItself(), exchange(Try.at(A).failed(CONNECT, Symptom.REFUSED))))
        .isEmpty();
  }

  private static Exchange limited(Detail detail) {
    return unsent(new Failure(SELECT, Actor.GATEWAY, Symptom.LIMIT_REACHED, detail), true);
  }
}
