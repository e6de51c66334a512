package dev.goodgate.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundRobinProperty {
  private static final long SEED = 17;
  private static final Tried NOTHING = new Tried();

  private static RoundRobin ofEqual(int endpoints, int first) {
    int[] weights = new int[endpoints];
    Arrays.fill(weights, 7);
    return new RoundRobin(weights, first);
  }

  @Test
  void everyEndpointGetsItsTurnEquallyOften() {
    for (int endpoints = 1; endpoints <= 70; endpoints++) {
      for (int first : new int[] {0, 1, endpoints, -3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
        RoundRobin turns = ofEqual(endpoints, first);
        int[] served = new int[endpoints];
        for (int i = 0; i < 10 * endpoints; i++) {
          served[turns.next(NOTHING)]++;
        }
        assertThat(served).containsOnly(10);
      }
    }
  }

  @Test
  void eachGetsAsManyTurnsInARoundAsItWeighsAndNeverMuchMoreInAPart() {
    Random random = new Random(SEED);
    for (int run = 0; run < 500; run++) {
      int[] weights = random.ints(1 + random.nextInt(20), 1, 101).toArray();
      int whole = Arrays.stream(weights).sum();
      RoundRobin turns = new RoundRobin(weights, 0);
      int[] served = new int[weights.length];
      for (int i = 1; i <= whole; i++) {
        int next = turns.next(NOTHING);
        served[next]++;
        double due = (double) i * weights[next] / whole;
        assertThat(served[next] - due)
            .as("seed %d, run %d", SEED, run)
            .isLessThan(1 + weights.length / 2.0);
      }
      assertThat(served).as("seed %d, run %d", SEED, run).isEqualTo(weights);
    }
  }

  @Test
  void aHeavyEndpointDoesNotGetItsTurnsInARow() {
    RoundRobin turns = new RoundRobin(new int[] {50, 10, 10}, 0);
    int[] round = new int[7];
    Arrays.setAll(round, i -> turns.next(NOTHING));
    assertThat(round).containsExactly(0, 0, 0, 1, 2, 0, 0);
  }

  @Test
  void neverGivesOneThatWasTriedAndAlwaysOneThatIsLeft() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      int endpoints = 1 + random.nextInt(200);
      RoundRobin turns = ofEqual(endpoints, random.nextInt());
      Tried tried = new Tried();
      int many = random.nextInt(2 * endpoints);
      for (int each = 0; each < many; each++) {
        tried.add(random.nextInt(endpoints));
      }
      int next = turns.next(tried);

      assertThat(tried.count() < endpoints).as("seed %d", SEED).isEqualTo(next != RoundRobin.NONE);
      assertThat(next != RoundRobin.NONE && tried.contains(next)).isFalse();
    }
  }

  @Test
  void retriesDoNotMakeTheFirstTurnsUnfair() {
    Random random = new Random(SEED);
    int endpoints = 5;
    RoundRobin turns = ofEqual(endpoints, 0);
    int[] served = new int[endpoints];
    Tried tried = new Tried();
    for (int i = 0; i < 100_000; i++) {
      tried.clear();
      int first = turns.next(tried);
      served[first]++;
      if (random.nextInt(10) == 0) {
        tried.add(first);
        served[turns.next(tried)]++;
      }
    }
    int least = Arrays.stream(served).min().orElseThrow();
    int most = Arrays.stream(served).max().orElseThrow();
    assertThat(most - least).as("seed %d: %s", SEED, Arrays.toString(served)).isLessThan(most / 50);
  }
}
