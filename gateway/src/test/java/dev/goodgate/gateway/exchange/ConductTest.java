package dev.goodgate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.exchange.Conduct.Circumstances;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.TlsAlert;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConductTest {
  private static final Timeouts TIMEOUTS =
      new Timeouts(seconds(3), seconds(10), seconds(20), seconds(30));
  private static final Duration STALL = seconds(60);

  private static final Failure REFUSED = Failure.of(Phase.CONNECT, Actor.ENDPOINT, Symptom.REFUSED);
  private static final Failure RESET =
      Failure.of(Phase.WAIT_FIRST_BYTE, Actor.ENDPOINT, Symptom.RESET);
  private static final Failure LATE =
      Failure.of(Phase.WAIT_FIRST_BYTE, Actor.ENDPOINT, Symptom.TIMED_OUT);

  /** Nothing sent, on a fresh connection, with another endpoint and budget left. */
  private static final Circumstances NOT_SENT =
      new Circumstances(false, false, false, false, false, true, true);

  private static final Circumstances SENT =
      new Circumstances(false, true, false, false, false, true, true);
  private static final Circumstances SENT_ON_USED =
      new Circumstances(false, true, false, true, false, false, false);

  private final Conduct conduct = new Conduct(STALL, 0);

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  private static long at(int seconds) {
    return seconds(seconds).toNanos();
  }

  private Move move(Failure failure, Circumstances circumstances, boolean idempotent) {
    conduct.begin(TIMEOUTS, 3, idempotent, false, 0);
    conduct.attemptBegins();
    return conduct.afterFailure(failure, circumstances, at(1));
  }

  @Test
  void triesAnotherEndpointWhatNoneHasSeen() {
    assertThat(move(REFUSED, NOT_SENT, false)).isEqualTo(Move.TRY_ANOTHER);
    assertThat(move(REFUSED, NOT_SENT, true)).isEqualTo(Move.TRY_ANOTHER);
  }

  @Test
  void triesAnotherEndpointWhereOnlyTheWayToOneIsBarred() {
    Failure denied = Failure.of(Phase.CONNECT, Actor.GATEWAY, Symptom.DENIED);
    Failure noPort = Failure.of(Phase.CONNECT, Actor.GATEWAY, Symptom.LIMIT_REACHED);

    assertThat(move(denied, NOT_SENT, false)).isEqualTo(Move.TRY_ANOTHER);
    assertThat(move(noPort, NOT_SENT, false)).isEqualTo(Move.TRY_ANOTHER);
  }

  @Test
  void tellsTheClientWhereNoOtherEndpointIsLeft() {
    Circumstances alone = new Circumstances(false, false, false, false, false, false, true);

    assertThat(move(REFUSED, alone, true)).isEqualTo(Move.REPLY);
  }

  @Test
  void triesAFreshConnectionWhereAUsedOneTookNothing() {
    Circumstances alone = new Circumstances(false, false, false, true, false, false, false);

    assertThat(move(RESET, alone, false)).isEqualTo(Move.TRY_FRESH);
  }

  @Test
  void repeatsOnlyIdempotentRequestsThatWereSent() {
    assertThat(move(RESET, SENT, true)).isEqualTo(Move.TRY_ANOTHER);
    assertThat(move(RESET, SENT, false)).isEqualTo(Move.REPLY);
    assertThat(move(LATE, SENT, true)).isEqualTo(Move.TRY_ANOTHER);
  }

  @Test
  void repeatsOnAFreshConnectionWhenAUsedOneWasClosedEvenWithoutBudget() {
    assertThat(move(RESET, SENT_ON_USED, true)).isEqualTo(Move.TRY_FRESH);
    assertThat(move(RESET, SENT_ON_USED, false)).isEqualTo(Move.REPLY);
    assertThat(move(LATE, SENT_ON_USED, true)).isEqualTo(Move.REPLY);
  }

  @Test
  void keepsToTheBudgetForWhatWasSent() {
    Circumstances noBudget = new Circumstances(false, true, false, false, false, true, false);

    assertThat(move(RESET, noBudget, true)).isEqualTo(Move.REPLY);
  }

  @Test
  void repeatsNothingWhoseBodyIsGone() {
    Circumstances gone = new Circumstances(false, true, true, true, false, true, true);

    assertThat(move(RESET, gone, true)).isEqualTo(Move.REPLY);
  }

  @Test
  void repeatsNothingThatWasAnsweredInPart() {
    Circumstances answered = new Circumstances(false, true, false, true, true, true, true);

    assertThat(move(RESET, answered, true)).isEqualTo(Move.REPLY);
  }

  @Test
  void cutsAReplyThatHasBegun() {
    Circumstances began = new Circumstances(true, true, false, true, true, true, true);

    assertThat(move(RESET, began, true)).isEqualTo(Move.CUT);
  }

  @Test
  void repeatsNothingForWhatTheClientOrTheGatewayDid() {
    Failure clients = Failure.of(Phase.WRITE_REQUEST, Actor.CLIENT, Symptom.MALFORMED);
    Failure ours = Failure.of(Phase.BIND, Actor.GATEWAY, Symptom.LIMIT_REACHED);

    assertThat(move(clients, NOT_SENT, true)).isEqualTo(Move.REPLY);
    assertThat(move(ours, NOT_SENT, true)).isEqualTo(Move.REPLY);
  }

  @Test
  void triesNoMoreOftenThanAllowed() {
    conduct.begin(TIMEOUTS, 2, true, false, 0);
    conduct.attemptBegins();
    assertThat(conduct.afterFailure(REFUSED, NOT_SENT, 1)).isEqualTo(Move.TRY_ANOTHER);
    conduct.attemptBegins();
    assertThat(conduct.afterFailure(REFUSED, NOT_SENT, 2)).isEqualTo(Move.REPLY);
  }

  @Test
  void triesNothingOnceTheTotalIsUp() {
    conduct.begin(TIMEOUTS, 3, true, false, at(100));
    conduct.attemptBegins();

    assertThat(conduct.afterFailure(REFUSED, NOT_SENT, at(130))).isEqualTo(Move.REPLY);
    assertThat(conduct.afterFailure(REFUSED, NOT_SENT, at(130) - 1)).isEqualTo(Move.TRY_ANOTHER);
  }

  @Test
  void givesEveryWaitItsOwnLimitWithinTheTotal() {
    conduct.begin(TIMEOUTS, 3, true, false, 0);
    conduct.await(Waiting.CONNECT, 0);
    assertThat(conduct.deadline()).isEqualTo(at(3));
    conduct.await(Waiting.SEND, at(1));
    assertThat(conduct.deadline()).isEqualTo(at(21));
    conduct.await(Waiting.FIRST_BYTE, at(2));
    assertThat(conduct.deadline()).isEqualTo(at(12));
    conduct.await(Waiting.HEAD, at(25));
    assertThat(conduct.deadline()).isEqualTo(at(30));
    assertThat(conduct.expired().detail())
        .isEqualTo(new Detail.Waited("timeouts.total", seconds(30)));
  }

  @Test
  void givesAHandshakeWhatIsLeftOfTheTimeToConnect() {
    conduct.begin(TIMEOUTS, 3, true, false, 0);
    conduct.await(Waiting.CONNECT, 0);
    conduct.await(Waiting.HANDSHAKE, at(2));

    assertThat(conduct.deadline()).isEqualTo(at(3));
    assertThat(conduct.expired().phase()).isEqualTo(Phase.TLS);
    assertThat(conduct.expired().detail())
        .isEqualTo(new Detail.Waited("timeouts.connect", seconds(3)));
  }

  @Test
  void repeatsAnythingThatWasRefusedForWantOfACertificate() {
    Failure late =
        new Failure(
            Phase.TLS,
            Actor.ENDPOINT,
            Symptom.HANDSHAKE_REJECTED,
            new Detail.Alert(new TlsAlert(116), true, true, false));
    Circumstances sent = new Circumstances(false, true, false, false, false, true, false);
    Circumstances gone = new Circumstances(false, true, true, false, false, true, false);

    assertThat(move(late, sent, false)).isEqualTo(Move.TRY_ANOTHER);
    assertThat(move(late, gone, false)).isEqualTo(Move.REPLY);
  }

  @Test
  void repeatsAnythingThatTheEndpointSaysItHasNotTouched() {
    Failure gone = givenUp(Symptom.CLOSED_EARLY, "GOAWAY", true);
    Failure refused = givenUp(Symptom.RESET, "RST_STREAM", true);
    Circumstances rich = new Circumstances(false, true, false, false, false, false, true);
    Circumstances poor = new Circumstances(false, true, false, false, false, false, false);
    Circumstances elsewhere = new Circumstances(false, true, false, false, false, true, true);
    Circumstances bodyGone = new Circumstances(false, true, true, false, false, true, true);

    assertThat(move(gone, poor, false)).isEqualTo(Move.TRY_FRESH);
    assertThat(move(refused, rich, false)).isEqualTo(Move.TRY_FRESH);
    assertThat(move(refused, poor, false)).isEqualTo(Move.REPLY);
    assertThat(move(refused, elsewhere, false)).isEqualTo(Move.TRY_ANOTHER);
    assertThat(move(gone, bodyGone, false)).isEqualTo(Move.REPLY);
    assertThat(move(givenUp(Symptom.RESET, "RST_STREAM", false), rich, false))
        .isEqualTo(Move.REPLY);
  }

  private static Failure givenUp(Symptom symptom, String frame, boolean untouched) {
    return new Failure(
        Phase.WAIT_FIRST_BYTE,
        Actor.ENDPOINT,
        symptom,
        new Detail.GivenUp(frame, "NO_ERROR", untouched));
  }

  @Test
  void limitsOnlyTheNextByteOnceTheReplyFlows() {
    conduct.begin(TIMEOUTS, 3, true, false, 0);
    conduct.await(Waiting.BODY, at(29));
    assertThat(conduct.deadline()).isEqualTo(at(49));
    conduct.await(Waiting.BODY, at(4_000));
    assertThat(conduct.deadline()).isEqualTo(at(4_020));
    conduct.awaitClient(Waiting.DELIVERY, 1, 1, at(4_000));
    assertThat(conduct.deadline()).isEqualTo(at(4_060));
  }

  @Test
  void givesATunnelItsOwnPatience() {
    conduct.begin(TIMEOUTS, 1, true, false, 0);
    conduct.await(Waiting.FIRST_BYTE, 0);
    conduct.await(Waiting.TUNNEL, at(1));
    assertThat(conduct.deadline()).isEqualTo(at(3_601));
    conduct.clientEnded(at(2));
    conduct.await(Waiting.TUNNEL_END, at(2));
    assertThat(conduct.deadline()).isEqualTo(at(22));
    assertThat(conduct.clientHasLeft(at(20))).isFalse();
  }

  @Test
  void endsWhatHasNoEndOfItsOwnWhenTheGatewayStops() {
    conduct.begin(TIMEOUTS, 1, true, false, 0);
    conduct.await(Waiting.TUNNEL, 0);
    conduct.endBy(at(15));
    assertThat(conduct.deadline()).isEqualTo(at(15));
    assertThat(conduct.expired())
        .isEqualTo(Failure.of(Phase.UPGRADE, Actor.GATEWAY, Symptom.DRAINING));
    conduct.begin(TIMEOUTS, 1, true, false, 0);
    conduct.await(Waiting.TUNNEL, 0);
    assertThat(conduct.deadline()).isEqualTo(at(3_600));
  }

  @Test
  void blamesTheOneWhoWasWaitedFor() {
    for (Waiting waiting : Waiting.values()) {
      conduct.begin(TIMEOUTS, 3, true, false, 0);
      if (waiting.actor() == Actor.CLIENT) {
        conduct.awaitClient(waiting, 0, 0, 0);
      } else {
        conduct.await(waiting, 0);
      }
      Failure failure = conduct.expired();

      assertThat(failure.phase()).isEqualTo(waiting.phase());
      assertThat(failure.actor()).isEqualTo(waiting.actor());
      assertThat(failure.symptom()).isEqualTo(Symptom.TIMED_OUT);
      assertThat(((Detail.Waited) failure.detail()).limit().toNanos())
          .isEqualTo(conduct.deadline());
    }
  }

  @Test
  void givesEachOfManyAddressesItsShareOfTheTimeToConnect() {
    conduct.begin(TIMEOUTS, 3, true, false, 0);
    conduct.await(Waiting.CONNECT, 0);
    conduct.awaitAddress(3, 0);
    assertThat(conduct.deadline()).isEqualTo(at(1));
    assertThat(conduct.isAddressSlow(at(1) - 1)).isFalse();
    assertThat(conduct.isAddressSlow(at(1))).isTrue();

    conduct.awaitAddress(2, at(1) / 2); // the first has failed early: the rest is shared
    assertThat(conduct.deadline()).isEqualTo(at(7) / 4);
    conduct.awaitAddress(1, at(2));
    assertThat(conduct.deadline()).isEqualTo(at(3));
    assertThat(conduct.isAddressSlow(at(3))).isFalse();
  }

  @Test
  void givesNoAddressLessTimeThanAConnectionNeeds() {
    conduct.begin(TIMEOUTS, 3, true, false, 0);
    conduct.await(Waiting.CONNECT, 0);
    conduct.awaitAddress(60, 0);
    assertThat(conduct.deadline()).isEqualTo(at(1) / 4);
    conduct.awaitAddress(40, at(3) - 1_000);
    assertThat(conduct.deadline()).isEqualTo(at(3));
    assertThat(conduct.isAddressSlow(at(3))).isFalse();
  }

  @Test
  void forgetsTheShareOfAnAddressOnceSomethingElseIsWaitedFor() {
    conduct.begin(TIMEOUTS, 3, true, false, 0);
    conduct.await(Waiting.CONNECT, 0);
    conduct.awaitAddress(3, 0);
    conduct.await(Waiting.FIRST_BYTE, 0);
    assertThat(conduct.deadline()).isEqualTo(at(10));
    assertThat(conduct.isAddressSlow(at(1))).isFalse();
  }

  @Test
  void doesNotChargeTheEndpointForTheClientsTime() {
    conduct.begin(TIMEOUTS, 3, true, false, 0);
    conduct.awaitClient(Waiting.CLIENT_BODY, 1, 1, at(25));
    assertThat(conduct.deadline()).isEqualTo(at(85));
    conduct.await(Waiting.FIRST_BYTE, at(80));
    assertThat(conduct.deadline()).isEqualTo(at(90));
  }

  @Test
  void takesAClientThatEndedItsSideForGoneAfterASecondUnlessTheReplyFlows() {
    conduct.begin(TIMEOUTS, 3, true, false, 0);
    conduct.await(Waiting.FIRST_BYTE, 0);
    conduct.clientEnded(at(2));
    conduct.clientEnded(at(2) + 500_000_000);
    assertThat(conduct.deadline()).isEqualTo(at(3));
    assertThat(conduct.clientHasLeft(at(3) - 1)).isFalse();
    assertThat(conduct.clientHasLeft(at(3))).isTrue();

    conduct.await(Waiting.BODY, at(2));
    assertThat(conduct.clientHasLeft(at(5))).isFalse();
    assertThat(conduct.deadline()).isEqualTo(at(22));
  }

  @Test
  void remembersNothingOfTheExchangeBefore() {
    conduct.begin(TIMEOUTS, 1, true, false, 0);
    conduct.attemptBegins();
    conduct.await(Waiting.BODY, 0);
    conduct.clientEnded(0);

    conduct.begin(TIMEOUTS, 2, true, false, at(1_000));
    conduct.attemptBegins();
    conduct.await(Waiting.FIRST_BYTE, at(1_000));
    assertThat(conduct.clientHasLeft(at(1_009))).isFalse();
    assertThat(conduct.deadline()).isEqualTo(at(1_010));
    assertThat(conduct.afterFailure(REFUSED, NOT_SENT, at(1_001))).isEqualTo(Move.TRY_ANOTHER);
  }
}
