package dev.goodgate.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.menu.Menu.Entry;
import dev.goodgate.lab.menu.Menu.Reading;
import dev.goodgate.lab.tls.TlsConduct;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultMenuTest {
  private static final Asked ASKED = new Asked("o", 1, 1, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");

  @Test
  void everyFaultCanBeReadByItsNameAlone() {
    for (Entry entry : Fault.MENU.entries()) {
      assertThat(Fault.MENU.read(entry.name()))
          .as(entry.name())
          .isInstanceOf(Reading.Understood.class);
    }
  }

  @Test
  void everyKindOfFaultHasAName() {
    Set<Class<?>> named =
        writings()
            .map(FaultMenuTest::understood)
            .flatMap(fault ->
                fault instanceof Fault.Sometimes(Predicate<Asked> when, Fault within)
                    ? Stream.of(fault, within)
                    : Stream.of(fault))
            .map(Object::getClass)
            .collect(Collectors.toSet());
    assertThat(leaves(Fault.class)).allSatisfy(leaf -> assertThat(named).contains(leaf));
  }

  @Test
  void everyConductInTlsHasAName() {
    Set<Class<?>> named =
        Fault.MENU.entries().stream()
            .map(entry -> understood(entry.name()))
            .filter(Fault.Tls.class::isInstance)
            .map(fault -> ((Fault.Tls) fault).conduct().getClass())
            .collect(Collectors.toSet());
    assertThat(leaves(TlsConduct.class)).allSatisfy(leaf -> assertThat(named).contains(leaf));
  }

  @Test
  void namesAreUniqueAndInKebabCase() {
    List<String> names = Fault.MENU.entries().stream().map(Entry::name).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
  }

  @Test
  void everyDefaultCanBeWrittenOut() {
    for (Entry entry : Fault.MENU.entries()) {
      String written =
          entry.parameters().entrySet().stream()
              .filter(each -> !Set.of("echo", "unsaid").contains(each.getValue()))
              .map(each -> each.getKey() + "=" + each.getValue().split("\\|", -1)[0])
              .collect(Collectors.joining(","));
      String all = written.isEmpty() ? entry.name() : entry.name() + ":" + written;
      assertThat(understood(all)).isEqualTo(understood(entry.name()));
    }
  }

  @Test
  void everyFormOfEveryFaultHasAScript() {
    assertThat(writings())
        .allSatisfy(written -> assertThat(Script.of(understood(written), ASKED)).isNotNull());
  }

  @Test
  void parametersAreRead() {
    assertThat(understood("slow-first-byte:delay=250ms"))
        .isEqualTo(new Fault.SlowFirstByte(Duration.ofMillis(250)));
    assertThat(understood("body-reset:framing=chunked,sent=2KiB"))
        .isEqualTo(new Fault.CutsBody(Fault.Framing.CHUNKED, 2048, Fault.End.RESET));
    assertThat(understood("keepalive-race:answered=2,by=reset"))
        .isEqualTo(new Fault.KeepAliveRace(2, Fault.End.RESET));
  }

  @Test
  void complaintsNameWhatWouldHaveBeenRight() {
    assertThat(unclear("healty")).contains("did you mean 'healthy'");
    assertThat(unclear("slow-first-byte:delay=fast")).contains("250ms");
    assertThat(unclear("body-reset:send=1")).contains("it takes framing, sent");
    assertThat(unclear("conn-refused:x=1")).contains("takes no parameters");
    assertThat(unclear("slow-first-byte:")).contains("parameter=value");
    assertThat(unclear("body-reset:sent=1,sent=2")).contains("twice");
    assertThat(unclear("body-reset:sent=17MiB")).contains("possible");
    assertThat(unclear("interim-replies:status=101")).contains("interim status 101");
    assertThat(unclear("tls-version-mismatch:version=2.0")).contains("1.0 to 1.3");
    assertThat(unclear("tls-client-cert-rejected:alert=45")).contains("needs version=1.2");
    assertThat(unclear("tls-client-cert-required:version=1.1")).contains("1.2, 1.3 or any");
    assertThat(unclear("tls-hostname-mismatch:name=a b")).contains("no name of a server");
    assertThat(unclear("x".repeat(2000))).contains("longer");
  }

  /** Every fault alone, and with each value of each of its choices. */
  private static Stream<String> writings() {
    return Fault.MENU.entries().stream()
        .flatMap(entry ->
            Stream.concat(
                Stream.of(entry.name()),
                entry.parameters().entrySet().stream()
                    .filter(each -> each.getValue().contains("|"))
                    .flatMap(each ->
                        Arrays.stream(each.getValue().split("\\|", -1))
                            .map(value -> entry.name() + ":" + each.getKey() + "=" + value))));
  }

  private static Fault understood(String written) {
    return Fault.MENU.of(written);
  }

  private static String unclear(String written) {
    Reading<Fault> reading = Fault.MENU.read(written);
    assertThat(reading).as(written).isInstanceOf(Reading.Unclear.class);
    return ((Reading.Unclear<Fault>) reading).why();
  }

  private static List<Class<?>> leaves(Class<?> type) {
    Class<?>[] below = type.getPermittedSubclasses();
    return below == null
        ? List.of(type)
        : Arrays.stream(below)
            .flatMap(each -> leaves(each).stream())
            .collect(Collectors.<Class<?>>toList());
  }
}
