package dev.goodgate.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  @Test
  void letsAQuietUpstreamRetry() {
    RetryBudget budget = new RetryBudget(0.01);
    budget.exchangeBegins();

    assertThat(budget.allows()).isTrue();
  }

  @Test
  void letsNobodyRetryWhereThePlanForbidsIt() {
    RetryBudget budget = new RetryBudget(0);
    budget.exchangeBegins();

    assertThat(budget.allows()).isFalse();
  }

  @Test
  void letsAShareOfManyRetry() {
    RetryBudget budget = new RetryBudget(0.2);
    for (int i = 0; i < 100; i++) {
      budget.exchangeBegins();
    }
    for (int i = 0; i < 20; i++) {
      assertThat(budget.allows()).isTrue();
      budget.draw();
    }
    assertThat(budget.allows()).isFalse();

    budget.exchangeEnds(true);
    assertThat(budget.allows()).isTrue();
  }

  @Test
  void countsOnlyThoseThatAreUnderWay() {
    RetryBudget budget = new RetryBudget(0.5);
    for (int i = 0; i < 100; i++) {
      budget.exchangeBegins();
    }
    for (int i = 0; i < 10; i++) {
      budget.draw();
    }
    for (int i = 0; i < 90; i++) {
      budget.exchangeEnds(false);
    }
    assertThat(budget.allows()).isFalse();
  }
}
