package dev.goodgate.lab.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChoicesProperty {
  @Test
  void spansStayBetweenTheirEndsOnEveryScale() {
    Choices choices = new Choices(5);
    for (int i = 0; i < 10_000; i++) {
      Duration one = choices.span(Duration.ofNanos(choices.between(0, 1_000)), Duration.ofHours(9));
      Duration other = choices.span(Duration.ZERO, one);
      assertThat(one).isBetween(Duration.ZERO, Duration.ofHours(9));
      assertThat(other).isBetween(Duration.ZERO, one);
      assertThat(choices.untilNext(Duration.ofSeconds(1)))
          .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }
  }
}
