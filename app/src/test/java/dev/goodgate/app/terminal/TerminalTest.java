package dev.goodgate.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void isCalledAsTheLauncherWas() {
    assertThat(Terminal.calledAs(Map.of("GOODGATE_CALLED", "./goodgate"))).isEqualTo("./goodgate");
    assertThat(Terminal.calledAs(Map.of())).isEqualTo("goodgate");
  }

  @Test
  void aNameThatIsUnsafeToCopyIsNotShown() {
    assertThat(Terminal.calledAs(Map.of("GOODGATE_CALLED", "./good gate; rm x")))
        .isEqualTo("goodgate");
  }
}
