package dev.goodgate.lab.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.link.LinkFault;
import dev.goodgate.lab.resolver.NameFault;
import dev.goodgate.lab.road.RoadFault;
import dev.goodgate.lab.rude.Rudeness;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MenuTest {
  private static final List<Menu<?>> ALL =
      List.of(Fault.MENU, NameFault.MENU, LinkFault.MENU, RoadFault.MENU, Rudeness.MENU);

  @Test
  void everyFaultCanBeMadeByItsNameAlone() {
    for (Menu<?> menu : ALL) {
      for (Menu.Entry entry : menu.entries()) {
        assertThatCode(() -> menu.of(entry.name())).as(entry.name()).doesNotThrowAnyException();
        assertThat(entry.description()).isNotBlank();
      }
    }
  }

  @Test
  void noTwoFaultsOfAMenuHaveOneName() {
    for (Menu<?> menu : ALL) {
      List<String> names = menu.entries().stream().map(Menu.Entry::name).toList();
      assertThat(names).hasSameSizeAs(new HashSet<>(names));
    }
  }

  @Test
  void whatIsWrittenIsWhatIsMade() {
    assertThat(NameFault.MENU.of("dns-partial-dead:dead=10.0.0.1+::1,first=false"))
        .isEqualTo(
            new NameFault.AddsDead(
                List.of(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("::1")), false));
    assertThat(LinkFault.MENU.of("loss:way=there,after=2KiB"))
        .isEqualTo(new LinkFault.Loses(LinkFault.Way.THERE, 2048));
    assertThat(RoadFault.MENU.of("host-down:noticed=router"))
        .isEqualTo(new RoadFault.FarEndDown(RoadFault.Noticed.ROUTER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "clea | did you mean 'clear'?",
        "loss:way | 'way' is not parameter=value",
        "loss:way=up | way=up is not one of",
        "loss:way=there,way=back | 'way' is given twice",
        "loss:wei=there | 'wei' is unknown: it takes way, after",
        "clear:a=1 | it takes no parameters",
        "narrow:rate=0 | a rate of 0 bytes",
        "delay:delay=1h | is not a time such as",
      })
  void whatCannotBeReadIsExplained(String written, String why) {
    assertThat(LinkFault.MENU.read(written))
        .isInstanceOfSatisfying(
            Menu.Reading.Unclear.class, unclear -> assertThat(unclear.why()).contains(why));
    assertThatIllegalArgumentException().isThrownBy(() -> LinkFault.MENU.of(written));
  }

  @Test
  void noNumberHoweverLargeIsMoreThanAComplaint() {
    List<String> extremes =
        List.of("0", "1", "999999999", "999999999MiB", "999999999m", "0ms", "", "-1", "\u00e9");
    for (Menu<?> menu : ALL) {
      for (Menu.Entry entry : menu.entries()) {
        for (String parameter : entry.parameters().keySet()) {
          for (String extreme : extremes) {
            String written = entry.name() + ":" + parameter + "=" + extreme;
            assertThat(menu.read(written)).as(written).isNotNull();
          }
        }
      }
    }
  }

  @Test
  void groupsStayTogether() {
    for (Menu<?> menu : ALL) {
      List<String> groups = menu.entries().stream().map(Menu.Entry::group).toList();
      List<String> inOrder = groups.stream().distinct().toList();
      assertThat(groups).isSortedAccordingTo(Comparator.comparingInt(inOrder::indexOf));
    }
  }

  @Test
  void endlessTextIsNotRead() {
    assertThat(LinkFault.MENU.read("a".repeat(2_000))).isInstanceOf(Menu.Reading.Unclear.class);
  }

  @ParameterizedTest
  @CsvSource({
    "mtu-black-hole:mtu=100",
    "packet-loss:percent=101",
    "no-route:noticed=nowhere",
    "connect-timeout-drop:port=65536",
    "ephemeral-ports-exhausted:ports=0",
  })
  void aRoadHasItsBounds(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> RoadFault.MENU.of(written));
  }
}
