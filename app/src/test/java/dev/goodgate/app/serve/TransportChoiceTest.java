package dev.goodgate.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.RecordingTerminal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TransportChoiceTest {
  private final RecordingTerminal recorded = new RecordingTerminal(false, 0);

  @Test
  void aTransportThatIsNotHereIsWrongUse() {
    int code =
        new CommandLine(
                new Proxy(recorded.terminal(), Map.of("GOODGATE_TRANSPORT", "kqueue\u001b[1m")))
            .execute("--listen", "127.0.0.1:0", "--to", "127.0.0.1:1");

    assertThat(code).isEqualTo(2);
    assertThat(recorded.err())
        .contains("GOODGATE_TRANSPORT=kqueue\\u001b[1m names no transport of this machine")
        .contains("nio");
  }
}
