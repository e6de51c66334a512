package dev.goodgate.gateway.listen.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Patience patience = new Patience(0);

  /** How many are borne, at so many a second. */
  private int borne(int cost, int most, int aSecond) {
    int count = 0;
    while (count < most && patience.bears(cost, count * SECOND / aSecond)) {
      count++;
    }
    return count;
  }

  @Test
  void endsWithABurstOfWhatLeadsNowhere() {
    assertThat(borne(Patience.IDLE_FRAME, 100_000, 1_000_000)).isBetween(1_000, 5_000);
  }

  @Test
  void endsSoonerWithRequestsThatAreTakenBack() {
    assertThat(borne(Patience.TAKEN_BACK, 100_000, 1_000_000)).isBetween(128, 500);
  }

  @Test
  void lastsForEverWhereThereIsTimeBetween() {
    assertThat(borne(Patience.IDLE_FRAME, 100_000, 50)).isEqualTo(100_000);
  }

  @Test
  void lastsForEverWhereThereIsSomethingToShowForIt() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(patience.bears(Patience.TAKEN_BACK, 0)).isTrue();
      patience.answered();
    }
  }

  @Test
  void doesNotSaveUp() {
    for (int i = 0; i < 100_000; i++) {
      patience.answered();
      patience.carried();
    }
    assertThat(borne(Patience.IDLE_FRAME, 100_000, 1_000_000)).isLessThan(5_000);
  }
}
