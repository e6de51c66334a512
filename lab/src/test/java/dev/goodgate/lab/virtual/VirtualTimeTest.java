package dev.goodgate.lab.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final List<String> seen = new ArrayList<>();

  @Test
  void thingsHappenInTheOrderOfTheirTimes() {
    VirtualTime time = new VirtualTime(new Choices(1));
    long start = time.nanos();
    time.after(Duration.ofDays(3), () -> seen.add("late"));
    time.after(Duration.ofMillis(1), () -> seen.add("soon"));
    time.runOut();
    assertThat(seen).containsExactly("soon", "late");
    assertThat(time.nanos() - start).isEqualTo(Duration.ofDays(3).toNanos());
  }

  @Test
  void whatIsCancelledDoesNotHappenAndTakesNoTime() {
    VirtualTime time = new VirtualTime(new Choices(1));
    long start = time.nanos();
    time.after(Duration.ofSeconds(1), () -> seen.add("never")).cancel();
    assertThat(time.next()).isFalse();
    assertThat(seen).isEmpty();
    assertThat(time.nanos()).isEqualTo(start);
  }

  @Test
  void whatShouldHaveBeenAlreadyComesNow() {
    VirtualTime time = new VirtualTime(new Choices(1));
    long start = time.nanos();
    time.at(start - 5, () -> seen.add("overdue"));
    time.runOut();
    assertThat(seen).containsExactly("overdue");
    assertThat(time.nanos()).isEqualTo(start);
  }

  @Test
  void chanceDecidesWhatComesFirstAtTheSameInstant() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      orders.add(orderOfTwo(seed));
      assertThat(orderOfTwo(seed)).isEqualTo(orderOfTwo(seed));
    }
    assertThat(orders).containsExactlyInAnyOrder(List.of("a", "b"), List.of("b", "a"));
  }

  private static List<String> orderOfTwo(long seed) {
    List<String> order = new ArrayList<>();
    VirtualTime time = new VirtualTime(new Choices(seed));
    time.after(Duration.ofSeconds(1), () -> order.add("a"));
    time.after(Duration.ofSeconds(1), () -> order.add("b"));
    time.runOut();
    return order;
  }
}
