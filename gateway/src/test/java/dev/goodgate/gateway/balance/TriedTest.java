package dev.goodgate.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.Endpoint;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TriedTest {
  static List<Balance> all() {
    return List.of(
        new Balance.RoundRobin(),
        new Balance.LeastRequests(),
        Balance.Hash.DEFAULT,
        new Balance.Hash(new Balance.By.Path(), false));
  }

  @Test
  void remembersEachOnceHoweverOftenItIsTried() {
    Tried tried = new Tried();
    for (int endpoint : new int[] {0, 63, 64, 127, 128, 999, 64, 0}) {
      tried.add(endpoint);
    }
    assertThat(tried.count()).isEqualTo(6);
    assertThat(IntStream.range(0, 1_100).filter(tried::contains))
        .containsExactly(0, 63, 64, 127, 128, 999);
    tried.clear();
    assertThat(tried.count()).isZero();
    assertThat(IntStream.range(0, 1_100).filter(tried::contains)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void anExchangeThatGoesOnTryingMeetsEveryEndpointOnce(Balance balance) {
    for (int count : new int[] {1, 2, 3, 64, 65, 200}) {
      List<Endpoint> endpoints = Endpoints.many(count);
      Balancer balancer = Balancer.of(balance, endpoints, 5, 42);
      Tried tried = new Tried();
      Set<Integer> met = new TreeSet<>();
      for (int i = 0; i < count; i++) {
        int next = balancer.next(0x1234567, tried);
        tried.add(next);
        assertThat(met.add(next)).isTrue();
      }
      assertThat(balancer.next(0x1234567, tried)).isEqualTo(Balancer.NONE);
      assertThat(met).hasSize(count).allMatch(each -> each >= 0 && each < count);
    }
  }
}
