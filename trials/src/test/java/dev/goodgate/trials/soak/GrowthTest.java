package dev.goodgate.trials.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void seesWhatClimbsSteadily() {
    List<Long> climbing =
        LongStream.range(0, 20).map(minute -> 1_000 + 40 * minute).boxed().toList();

    assertThat(Growth.of("x", 50, climbing)).isEqualTo(new Growth("x", 1_280, 1_680, true));
  }

  @Test
  void doesNotMindTheWarmUpNorOnePeak() {
    List<Long> values = List.of(10L, 400L, 500L, 501L, 502L, 900L, 500L, 503L);

    assertThat(Growth.of("x", 2, values).grew()).isFalse();
  }

  @Test
  void seesThatWhatWasNoneIsSome() {
    assertThat(Growth.of("x", 0, List.of(0L, 0L, 0L, 1L)).grew()).isTrue();
    assertThat(Growth.of("x", 0, List.of(3L)).grew()).isFalse();
  }
}
