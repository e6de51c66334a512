package dev.goodgate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.traffic.Detail;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** How much a client must send or take while it is waited for: 100 bytes a second, here. */
class LeastRateTest {
  private static final Duration STALL = Duration.ofSeconds(60);
  private static final int RATE = 100;
  private static final int DAY = 86_400;

  private static final Detail TOO_SLOW = new Detail.TooSlow("limits.least-rate", RATE);
  private static final Detail SILENT = new Detail.Waited("limits.stall", STALL);

  private static long at(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static Conduct begun(int rate, boolean stream) {
    Conduct conduct = new Conduct(STALL, rate);
    conduct.begin(Timeouts.DEFAULT, 1, true, stream, 0);
    return conduct;
  }

  /** In which second it is cut that has moved so much by each; {@link #DAY} for not in a day. */
  private static long cut(Conduct conduct, Waiting what, LongUnaryOperator moved) {
    for (long second = 0; second < DAY; second++) {
      if (second > 0 && at(second) >= conduct.deadline()) {
        return second;
      }
      long own = moved.applyAsLong(second);
      conduct.awaitClient(what, own, own, at(second));
    }
    return DAY;
  }

  @Test
  void cutsADripOnceItsCreditIsUsedUp() {
    for (Waiting what : new Waiting[] {Waiting.CLIENT_BODY, Waiting.DELIVERY}) {
      Conduct dripped = begun(RATE, false);

      assertThat(cut(dripped, what, second -> second)).isEqualTo(61);
      assertThat(dripped.expired().detail()).isEqualTo(TOO_SLOW);
      assertThat(cut(begun(RATE, false), what, second -> 50 * second)).isEqualTo(119);
    }
  }

  @Test
  void letsAClientGoOnThatIsSlowAndHonest() {
    assertThat(cut(begun(RATE, false), Waiting.DELIVERY, second -> RATE * second)).isEqualTo(DAY);
    assertThat(cut(begun(RATE, false), Waiting.DELIVERY, second -> second / 59 * 59 * RATE))
        .isEqualTo(DAY);
  }

  @Test
  void givesNoCreditBeyondTheFirst() {
    Conduct conduct = begun(RATE, false);

    assertThat(cut(conduct, Waiting.DELIVERY, second -> Math.min(second, 1_000) * 1_000_000))
        .isEqualTo(1_060);
    assertThat(conduct.expired().detail()).isEqualTo(SILENT);
  }

  @Test
  void cutsSilenceAsSilence() {
    Conduct conduct = begun(RATE, false);

    assertThat(cut(conduct, Waiting.CLIENT_BODY, _ -> 7)).isEqualTo(60);
    assertThat(conduct.expired().detail()).isEqualTo(SILENT);
  }

  @Test
  void countsOnlyTheTimeInWhichTheClientIsWaitedFor() {
    Conduct conduct = begun(RATE, false);
    for (long hour = 0; hour < 50; hour++) {
      conduct.awaitClient(Waiting.DELIVERY, hour, hour, at(3_600 * hour));
      conduct.await(Waiting.BODY, at(3_600 * hour + 1)); // the endpoint has nothing to say
    }
    conduct.awaitClient(Waiting.DELIVERY, 50, 50, at(3_600 * 50));

    assertThat(conduct.deadline()).isEqualTo(at(3_600 * 50 + 10) + 50 * at(1) / RATE);
  }

  @Test
  void asksNoRateOfStreamsNorWhereNoneIsAsked() {
    Conduct stream = begun(RATE, true);

    assertThat(cut(stream, Waiting.CLIENT_BODY, second -> second / 59)).isEqualTo(DAY);
    assertThat(cut(begun(0, false), Waiting.DELIVERY, second -> second / 59)).isEqualTo(DAY);
    assertThat(cut(begun(RATE, true), Waiting.CLIENT_BODY, second -> second / 61)).isEqualTo(60);
    stream.begin(Timeouts.DEFAULT, 1, true, false, 0);
    assertThat(cut(stream, Waiting.CLIENT_BODY, second -> second / 59)).isEqualTo(61);
  }

  @Test
  void countsWhatOthersOnTheConnectionMoveButNotAsItsOwn() {
    Conduct conduct = begun(RATE, false);
    for (long second = 0; second < 59; second++) {
      conduct.awaitClient(Waiting.DELIVERY, 5, RATE * second, at(second));
    }
    assertThat(conduct.deadline()).isEqualTo(at(60));
    conduct.awaitClient(Waiting.DELIVERY, 6, RATE * 59, at(59));
    assertThat(conduct.deadline()).isEqualTo(at(119));
  }

  @Test
  void isLookedAtMoreCloselyHalfWayWhereTheClientTakes() {
    Conduct conduct = begun(RATE, false);
    conduct.awaitClient(Waiting.DELIVERY, 1_000_000, 1_000_000, 0);
    assertThat(conduct.looksAt()).isEqualTo(at(30));
    conduct.awaitClient(Waiting.DELIVERY, 1_000_000, 1_000_000, at(20)); // the endpoint says more
    assertThat(conduct.looksAt()).isEqualTo(at(30));
    conduct.awaitClient(
        Waiting.DELIVERY, 1_005_000, 1_005_000, at(30)); // the system has 5,000 less
    assertThat(conduct.deadline()).isEqualTo(at(90));
    conduct.awaitClient(Waiting.DELIVERY, 1_000_100, 1_000_100, at(50));
    assertThat(conduct.deadline()).as("nothing is counted twice").isEqualTo(at(90));
    conduct.awaitClient(Waiting.CLIENT_BODY, 1_005_000, 1_005_000, at(51));
    assertThat(conduct.looksAt()).isEqualTo(at(90));
  }

  @Test
  void tellsADebtAsTimeWaited() {
    Conduct conduct = begun(RATE, false);
    assertThat(conduct.waitsForClientSince()).isEqualTo(Conduct.NOT_AT_ALL);
    for (long second = 0; second <= 10; second++) {
      conduct.awaitClient(Waiting.DELIVERY, 10 * second, 10 * second, at(second));
    }
    assertThat(conduct.waitsForClientSince()).isEqualTo(at(1));
    conduct.awaitClient(Waiting.DELIVERY, 1_000_000, 1_000_000, at(11));
    assertThat(conduct.waitsForClientSince()).isEqualTo(at(11));
    conduct.await(Waiting.BODY, at(12));
    assertThat(conduct.waitsForClientSince()).isEqualTo(Conduct.NOT_AT_ALL);
  }
}
