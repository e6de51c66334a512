package dev.goodgate.vocabulary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedTest {
  private final Trusted some =
      new Trusted(List.of(network("10.0.0.0", 96 + 8), network("2001:db8::", 32)));

  private static Network network(String first, int bits) {
    return new Network.Numbers(IpNumberProperty.read(first).orElseThrow(), bits);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void holdsWhoeverIsInOneOfTheNetworks() {
    assertThat(some.holds(ascii("10.255.0.1"))).isTrue();
    assertThat(some.holds(ascii("2001:db8:0:0:0:0:0:7"))).isTrue();
    assertThat(some.holds(ascii("::ffff:10.0.0.1"))).isTrue();
  }

  @Test
  void holdsNobodyElse() {
    assertThat(some.holds(ascii("11.0.0.1"))).isFalse();
    assertThat(some.holds(ascii("2001:db9::"))).isFalse();
    assertThat(some.holds(ascii("::10.0.0.1"))).isFalse();
    assertThat(some.holds(ascii("nonsense"))).isFalse();
    assertThat(some.holds(ascii(""))).isFalse();
    assertThat(Trusted.NOBODY.holds(ascii("127.0.0.1"))).isFalse();
  }

  @Test
  void holdsAClientWithoutAnAddressOnlyWhereUnixSocketsAreTrusted() {
    Trusted local = new Trusted(List.of(new Network.Local()));
    assertThat(local.holds(ascii(""))).isTrue();
    assertThat(local.holds(ascii("127.0.0.1"))).isFalse();
  }

  @Test
  void holdsEverybodyOfAFamilyInANetworkWithoutBits() {
    assertThat(new Trusted(List.of(network("0.0.0.0", 96))).holds(ascii("1.2.3.4"))).isTrue();
    assertThat(new Trusted(List.of(network("0.0.0.0", 96))).holds(ascii("1::"))).isFalse();
    assertThat(new Trusted(List.of(network("::", 0))).holds(ascii("1.2.3.4"))).isTrue();
  }

  @Test
  void isMadeOfNetworksWithNothingBehindTheirBits() {
    assertThatThrownBy(() -> network("10.0.0.1", 104)).isInstanceOf(IllegalArgumentException.class);
  }
}
