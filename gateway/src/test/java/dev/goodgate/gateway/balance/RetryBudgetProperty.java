package dev.goodgate.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryBudgetProperty {
  private static final long SEED = 99;
  private static final int FLOOR = 3;

  /** An outage in which every exchange would retry if it may. */
  @Test
  void retriesNeverExceedTheShareNorTheFloorAndAllComesBack() {
    Random random = new Random(SEED);
    for (int run = 0; run < 200; run++) {
      double share = random.nextInt(101) / 100.0;
      RetryBudget budget = new RetryBudget(share);
      Deque<Boolean> active = new ArrayDeque<>();
      int retrying = 0;
      for (int i = 0; i < 2_000; i++) {
        if (active.isEmpty() || random.nextInt(100) < 55) {
          budget.exchangeBegins();
          boolean retries = budget.allows();
          active.add(retries);
          if (retries) {
            budget.draw();
            retrying++;
            double most = Math.max(FLOOR, Math.ceil(share * active.size()));
            assertThat((double) retrying)
                .as("seed %d, run %d", SEED, run)
                .isLessThanOrEqualTo(most);
          }
        } else {
          boolean retried = active.remove();
          budget.exchangeEnds(retried);
          retrying -= retried ? 1 : 0;
        }
      }
      while (!active.isEmpty()) {
        budget.exchangeEnds(active.remove());
      }
      budget.exchangeBegins();
      for (int i = 0; i < FLOOR && share > 0; i++) {
        assertThat(budget.allows()).as("seed %d, run %d, all is back", SEED, run).isTrue();
        budget.draw();
      }
      assertThat(budget.allows()).isFalse();
    }
  }
}
