package dev.goodgate.lab.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.link.LinkFault.Way;
import dev.goodgate.lab.menu.Menu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the fault, and however it is switched, every byte is spoken of exactly once. */
class TreatmentProperty {
  private static final long SEED = 20_261_122;

  private final Random random = new Random(SEED);
  private LinkFault fault = new LinkFault.Clear();

  @Test
  void everyByteIsSpokenOfOnce() {
    List<String> names = LinkFault.MENU.entries().stream().map(Menu.Entry::name).toList();
    for (int round = 0; round < 3_000; round++) {
      long now = 0;
      Treatment treatment = new Treatment(() -> fault, random, now);
      List<String> played = new ArrayList<>();
      for (int step = random.nextInt(8); step >= 0; step--) {
        now += random.nextLong(3_000_000_000L);
        String name = names.get(random.nextInt(names.size()));
        fault = LinkFault.MENU.of(name);
        played.add(name);
        int count = 1 + random.nextInt(2_000);
        Way way = random.nextBoolean() ? Way.THERE : Way.BACK;
        List<Act> acts = treatment.bytes(way, count, now);
        assertThat(acts.stream().mapToInt(TreatmentProperty::length).sum())
            .as("seed %d round %d %s", SEED, round, played)
            .isEqualTo(count);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameDelays() {
    assertThat(delays(7)).isEqualTo(delays(7)).isNotEqualTo(delays(8));
    assertThat(delays(7)).allMatch(each -> each.toMillis() >= 10 && each.toMillis() < 20);
  }

  private List<Duration> delays(long seed) {
    fault = LinkFault.MENU.of("delay:delay=10ms,jitter=10ms");
    Treatment treatment = new Treatment(() -> fault, new Random(seed), 0);
    List<Duration> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(((Act.Pass) treatment.bytes(Way.BACK, 1, i).getFirst()).after());
    }
    return all;
  }

  private static int length(Act act) {
    return switch (act) {
      case Act.Pass(int bytes, Duration after) -> bytes;
      case Act.Trickle(int bytes, Duration span) -> bytes;
      case Act.Flip() -> 1;
      case Act.Lose(int bytes) -> bytes;
      case Act.Finish finish -> 0;
    };
  }
}
