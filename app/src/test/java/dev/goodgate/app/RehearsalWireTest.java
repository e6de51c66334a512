package dev.goodgate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.RecordingTerminal;
import org.junit.jupiter.api.Test;

class RehearsalWireTest {
  @Test
  void goesThroughToItsEnd() {
    RecordingTerminal recorded = new RecordingTerminal(false, 0);

    assertThat(Goodgate.run(recorded.terminal(), "rehearse")).isZero();

    assertThat(recorded.out()).as("the last of it").contains("Bad Gateway");
  }
}
