package dev.goodgate.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundRobinProperty {
  private static final long SEED = 17;

  @Test
  void everyEndpointGetsItsTurnEquallyOften() {
    for (int endpoints = 1; endpoints <= 70; endpoints++) {
      for (int first : new int[] {0, 1, endpoints, -3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
        RoundRobin turns = new RoundRobin(endpoints, first);
        int[] served = new int[endpoints];
        for (int i = 0; i < 10 * endpoints; i++) {
          served[turns.next(0)]++;
        }
        assertThat(served).containsOnly(10);
      }
    }
  }

  @Test
  void neverGivesOneThatWasTriedAndAlwaysOneThatIsLeft() {
    Random random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      int endpoints = 1 + random.nextInt(70);
      RoundRobin turns = new RoundRobin(endpoints, random.nextInt());
      long tried = random.nextLong() | random.nextLong();
      int next = turns.next(tried);

      assertThat(turns.hasUntried(tried)).as("seed %d", SEED).isEqualTo(next != RoundRobin.NONE);
      if (next != RoundRobin.NONE) {
        assertThat(next).isBetween(0, endpoints - 1);
        assertThat(next >= Long.SIZE || (tried >>> next & 1) == 0).isTrue();
      }
    }
  }

  @Test
  void anExchangeThatGoesOnTryingMeetsEveryEndpointOnce() {
    for (int endpoints = 1; endpoints <= 64; endpoints++) {
      RoundRobin turns = new RoundRobin(endpoints, 5);
      boolean[] met = new boolean[endpoints];
      long tried = 0;
      for (int i = 0; i < endpoints; i++) {
        int next = turns.next(tried);
        assertThat(met[next]).isFalse();
        met[next] = true;
        tried |= 1L << next;
      }
      assertThat(turns.next(tried)).isEqualTo(RoundRobin.NONE);
      assertThat(turns.hasUntried(tried)).isFalse();
      assertThat(met).doesNotContain(false);
    }
  }

  @Test
  void retriesDoNotMakeTheFirstTurnsUnfair() {
    Random random = new Random(SEED);
    int endpoints = 5;
    RoundRobin turns = new RoundRobin(endpoints, 0);
    int[] served = new int[endpoints];
    for (int i = 0; i < 100_000; i++) {
      int first = turns.next(0);
      served[first]++;
      if (random.nextInt(10) == 0) {
        served[turns.next(1L << first)]++;
      }
    }
    int least = Arrays.stream(served).min().orElseThrow();
    int most = Arrays.stream(served).max().orElseThrow();
    assertThat(most - least).as("seed %d: %s", SEED, Arrays.toString(served)).isLessThan(most / 50);
  }
}
