package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Network;
import dev.goodgate.vocabulary.plan.Trusted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
  private final List<String> complaints = new ArrayList<>();

  private List<Network> read(String text) {
    Network network =
        new Networks()
            .read(
                text,
                (message, expected, nearest) ->
                    complaints.add(message + (nearest == null ? "" : ", not " + nearest)));
    return network == null ? List.of() : List.of(network);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "127.0.0.1, 127.0.0.1/32",
    "0.0.0.0/0, 0.0.0.0/0",
    "::1/128, 0:0:0:0:0:0:0:1/128",
    "::1, 0:0:0:0:0:0:0:1/128",
    "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
    "unix:, unix:"
  })
  void areReadInEveryWayTheyAreWritten(String text, String network) {
    assertThat(read(text)).singleElement().hasToString(network);
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/08", "::/129", "10.0.0/8", "home"})
  void areRefusedWhereTheyAreNone(String text) {
    assertThat(read(text)).isEmpty();
    assertThat(complaints).hasSize(1);
  }

  @Test
  void areRefusedWithBitsBehindTheirOwn() {
    assertThat(read("10.1.2.3/8")).isEmpty();
    assertThat(complaints)
        .containsExactly("`10.1.2.3/8` has bits behind those of the network, not 10.0.0.0/8");
  }

  @Test
  void areTrustedOnlyWhereThePlanSaysSo() {
    assertThat(Plans.understood(Plans.SMALLEST).trusted()).isEqualTo(Trusted.NOBODY);
    assertThat(
            Plans.understood(Plans.SMALLEST + "trusted: [\"10.0.0.0/8\", \"::1\", \"unix:\"]\n")
                .trusted()
                .networks())
        .hasSize(3);
  }
}
