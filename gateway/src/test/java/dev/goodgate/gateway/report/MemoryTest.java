package dev.goodgate.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.traffic.Exchange;
import org.junit.jupiter.api.Test;

class MemoryTest {
  @Test
  void forgetsTheOldestFirst() {
    Memory memory = new Memory(3);
    for (int i = 0; i < 10; i++) {
      memory.keep(Exchanges.abandoned("e" + i));
    }
    assertThat(memory.newest(100)).extracting(Exchange::id).containsExactly("e9", "e8", "e7");
    assertThat(memory.find("e6")).isEmpty();
    assertThat(memory.find("e7")).isPresent();
    assertThat(memory.newest(1)).hasSize(1);
    assertThat(memory.newest(0)).isEmpty();
  }

  @Test
  void findsTheLaterOfTwoWithOneIdAlsoOnceTheFirstIsForgotten() {
    Memory memory = new Memory(2);
    memory.keep(Exchanges.failed("same", "/first"));
    memory.keep(Exchanges.failed("same", "/second"));
    assertThat(target(memory)).isEqualTo("/second");

    memory.keep(Exchanges.abandoned("other"));
    assertThat(target(memory)).isEqualTo("/second");
    memory.keep(Exchanges.abandoned("another"));
    assertThat(memory.find("same")).isEmpty();
  }

  @Test
  void keepsNothingWhereNothingMayBeKept() {
    Memory memory = new Memory(0);
    memory.keep(Exchanges.abandoned("a"));

    assertThat(memory.newest(9)).isEmpty();
    assertThat(memory.find("a")).isEmpty();
  }

  private static String target(Memory memory) {
    return memory.find("same").orElseThrow().request().target();
  }
}
