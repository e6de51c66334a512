package dev.goodgate.gateway.wire.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportTest {
  @Test
  void theUsualOneIsTakenWhereNoneIsNamed() {
    assertThat(Transport.chosen(Map.of())).contains(Transport.usual());
    assertThat(Transport.chosen(Map.of(Transport.VARIABLE, ""))).contains(Transport.usual());
  }

  @Test
  void everyOneThatIsHereCanBeNamed() {
    assertThat(Transport.here())
        .contains(Transport.NIO)
        .allSatisfy(each ->
            assertThat(Transport.chosen(Map.of(Transport.VARIABLE, each.key()))).contains(each));
  }

  @Test
  void oneThatIsUnknownIsNotTakenForTheUsual() {
    assertThat(Transport.chosen(Map.of(Transport.VARIABLE, "kqueue"))).isEmpty();
    assertThat(Transport.chosen(Map.of(Transport.VARIABLE, "NIO"))).isEmpty();
  }
}
