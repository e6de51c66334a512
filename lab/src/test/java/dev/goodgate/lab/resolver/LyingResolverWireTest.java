package dev.goodgate.lab.resolver;

import static dev.goodgate.lab.dns.Question.A;
import static dev.goodgate.lab.dns.Question.AAAA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goodgate.lab.dns.Content;
import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Message.Edns;
import dev.goodgate.lab.dns.Message.Flags;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LyingResolverWireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final String HERE = "127.0.0.1";

  private LyingResolver resolver;

  @BeforeEach
  void start() throws IOException {
    resolver =
        LyingResolver.start(
            new InetSocketAddress(InetAddress.ofLiteral(HERE), 0),
            zone("10.0.0.1", "10.0.0.2", "fd00::1"),
            System::nanoTime,
            lookup -> {});
  }

  @AfterEach
  void stop() {
    resolver.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy | 0 | 10.0.0.1 10.0.0.2",
        "dns-nxdomain | 3 | ",
        "dns-servfail | 2 | ",
        "dns-refused | 5 | ",
        "dns-code:code=4 | 4 | ",
        "dns-no-address | 0 | ",
        "dns-no-address:how=only-ipv6 | 0 | ",
        "dns-no-address:how=dangling-alias | 0 | ",
        "dns-no-address:how=alias-loop | 0 | ",
        "alias-chain:length=40 | 0 | 10.0.0.1 10.0.0.2",
        "dns-partial-dead | 0 | 127.0.0.99 10.0.0.1 10.0.0.2",
        "dns-partial-dead:dead=10.9.9.9,first=false | 0 | 10.0.0.1 10.0.0.2 10.9.9.9",
        "dns-ipv6-unreachable | 0 | 10.0.0.1 10.0.0.2",
        "localhost-resolves-to-ipv6 | 0 | ",
        "dns-wrong-target:to=10.6.6.6 | 0 | 10.6.6.6",
        "dns-search-suffix | 3 | ",
        "dns-split-horizon:outside=10.7.7.7 | 0 | 10.7.7.7",
        "dns-split-horizon | 3 | ",
        "slow-answer:delay=5ms | 0 | 10.0.0.1 10.0.0.2",
      })
  void saysWhatTheFaultIsNamedFor(String fault, int code, String addresses) throws IOException {
    resolver.play(fault);
    try (Asker asker = asker(LONG)) {
      Message question =
          Asker.question("WwW.shop.test", A).withEdns(new Edns(4_096, Optional.empty()));
      Message answer = asker.ask(question);
      assertThat(answer.id()).isEqualTo(4711);
      assertThat(answer.code()).isEqualTo(code);
      assertThat(answer.questions()).as("case is kept").isEqualTo(question.questions());
      assertThat(answer.flags().has(Flags.ANSWER)).isTrue();
      assertThat(Asker.addresses(answer))
          .containsExactly(addresses == null ? new String[0] : addresses.split(" "));
    }
  }

  @Test
  void addressesOfTheOtherFamilyAreFoundWhereTheyAre() throws IOException {
    try (Asker asker = asker(LONG)) {
      assertThat(asker.addresses("a.test", AAAA)).containsExactly("fd00:0:0:0:0:0:0:1");
      resolver.play("dns-no-address:how=only-ipv6");
      assertThat(asker.addresses("a.test", AAAA)).containsExactly("fd00:0:0:0:0:0:0:1");
      resolver.play("localhost-resolves-to-ipv6");
      assertThat(asker.addresses("a.test", AAAA)).containsExactly("0:0:0:0:0:0:0:1");
      resolver.play("dns-ipv6-unreachable");
      assertThat(asker.addresses("a.test", AAAA)).first().isEqualTo("2001:db8:0:0:0:0:0:1");
      resolver.play("dns-search-suffix");
      assertThat(asker.addresses("a.corp.test", A)).hasSize(2);
    }
  }

  @Test
  void saysForHowLongThereIsNone() throws IOException {
    resolver.play("dns-nxdomain");
    try (Asker asker = asker(LONG)) {
      assertThat(asker.ask(Asker.question("a.test", A)).authorities())
          .singleElement()
          .satisfies(each -> assertThat(each.content()).isInstanceOf(Content.Authority.class));
    }
  }

  @Test
  void aFailureHealsWhereCheckingIsDisabled() throws IOException {
    resolver.play("dns-servfail:heals=true,info=signature expired");
    try (Asker asker = asker(LONG)) {
      Message question = Asker.question("a.test", A).withEdns(new Edns(1_232, Optional.empty()));
      Message failed = asker.ask(question);
      assertThat(failed.code()).isEqualTo(Message.SERVER_FAILURE);
      assertThat(failed.edns().flatMap(Edns::error))
          .contains(new Message.Remark(6, "signature expired"));
      Message healed =
          asker.ask(question.withFlags(question.flags().with(Flags.CHECKING_DISABLED)));
      assertThat(Asker.addresses(healed)).hasSize(2);
    }
  }

  @Test
  void answersThatChangeDoSo() throws IOException {
    try (Asker asker = asker(LONG)) {
      resolver.play("rotating-answer");
      assertThat(asker.addresses("a.test", A)).containsExactly("10.0.0.1", "10.0.0.2");
      resolver.play("changing-answer:other=10.5.5.5");
      assertThat(asker.addresses("a.test", A)).hasSize(2);
      assertThat(asker.addresses("a.test", A)).containsExactly("10.5.5.5");
      resolver.play("dns-stale-address:former=10.4.4.4,questions=2");
      assertThat(asker.addresses("a.test", A)).containsExactly("10.4.4.4");
      assertThat(asker.addresses("a.test", A)).containsExactly("10.4.4.4");
      assertThat(asker.addresses("a.test", A)).hasSize(2);
      resolver.tell(zone("10.3.3.3"));
      assertThat(asker.addresses("a.test", A)).containsExactly("10.3.3.3");
    }
  }

  @Test
  void aFormerAddressEndsWithTime() throws IOException {
    try (LyingResolver frozen =
            LyingResolver.start(
                new InetSocketAddress(InetAddress.ofLiteral(HERE), 0),
                zone("10.0.0.1"),
                new AtomicLong()::incrementAndGet,
                lookup -> {});
        Asker asker = new Asker(frozen.address(), HERE, LONG)) {
      frozen.play("dns-stale-address:former=10.4.4.4,questions=0,span=1s");
      assertThat(asker.addresses("a.test", A)).containsExactly("10.4.4.4");
      frozen.play("dns-stale-address:former=10.4.4.4,questions=0,span=0ms");
      assertThat(asker.addresses("a.test", A)).containsExactly("10.0.0.1");
    }
  }

  @ParameterizedTest
  @CsvSource({"healthy:ttl=0, 0", "healthy:ttl=4294967295, 4294967295", "healthy, 30"})
  void saysAnyTimeToLive(String fault, long ttl) throws IOException {
    resolver.play(fault);
    try (Asker asker = asker(LONG)) {
      assertThat(asker.ask(Asker.question("a.test", A)).answers())
          .allMatch(each -> each.ttl() == ttl);
    }
  }

  @Test
  void theHorizonDependsOnWhoAsks() throws IOException {
    resolver.play("dns-split-horizon:inside=127.0.0.2,outside=10.7.7.7");
    try (Asker inside = new Asker(resolver.address(), "127.0.0.2", LONG);
        Asker outside = asker(LONG)) {
      assertThat(inside.addresses("a.test", A)).contains("10.0.0.1");
      assertThat(outside.addresses("a.test", A)).containsExactly("10.7.7.7");
    }
  }

  @Test
  void isSilentForTheFirstQuestionsOnly() throws IOException {
    resolver.play("dns-timeout:over=udp,first=2");
    try (Asker asker = asker(SHORT)) {
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(SocketTimeoutException.class)
            .isThrownBy(() -> asker.addresses("a.test", A));
      }
      assertThat(asker.addresses("a.test", A)).hasSize(2);
    }
    resolver.play("dns-timeout:over=udp");
    assertThat(byTcp(LONG).code()).isZero();
    resolver.play("dns-timeout:over=tcp");
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> byTcp(SHORT));
  }

  @Test
  void aPortIsUnreachableAndComesBack() throws IOException {
    resolver.play("dns-resolver-unreachable");
    try (Asker asker = asker(LONG).connected()) {
      assertThatExceptionOfType(PortUnreachableException.class)
          .isThrownBy(() -> asker.addresses("a.test", A));
    }
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> byTcp(LONG));
    resolver.play("healthy");
    try (Asker asker = asker(LONG).connected()) {
      assertThat(asker.addresses("a.test", A)).hasSize(2);
    }
  }

  @Test
  void whatIsTooLongForUdpIsWholeByTcp() throws IOException {
    resolver.tell(
        zone(IntStream.range(0, 100).mapToObj(i -> "10.1.1." + i).toArray(String[]::new)));
    try (Asker asker = asker(LONG)) {
      Message plain = asker.ask(Asker.question("a.test", A));
      assertThat(plain.flags().has(Flags.TRUNCATED)).isTrue();
      assertThat(plain.answers()).isEmpty();
      Edns large = new Edns(4_096, Optional.empty());
      assertThat(Asker.addresses(asker.ask(Asker.question("a.test", A).withEdns(large))))
          .hasSize(100);
    }
    assertThat(Asker.addresses(byTcp(LONG))).hasSize(100);
  }

  @Test
  void truncatesWhateverTcpThenBrings() throws IOException {
    resolver.play("truncated-answer");
    try (Asker asker = asker(LONG)) {
      assertThat(asker.ask(Asker.question("a.test", A)).flags().has(Flags.TRUNCATED)).isTrue();
    }
    assertThat(Asker.addresses(byTcp(LONG))).hasSize(2);
    resolver.play("truncated-answer:tcp=refused");
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> byTcp(LONG));
    resolver.play("truncated-answer:tcp=closed");
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> byTcp(LONG));
    resolver.play("truncated-answer:tcp=silent");
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> byTcp(SHORT));
  }

  @Test
  void sendsWhatNobodyAskedFor() throws IOException {
    try (Asker asker = asker(LONG)) {
      Message question = Asker.question("a.test", A);
      resolver.play("wrong-id");
      assertThat(asker.ask(question).id()).isNotEqualTo(question.id());
      resolver.play("wrong-question");
      assertThat(asker.ask(question).questions()).isNotEqualTo(question.questions());
      resolver.play("not-an-answer");
      assertThat(asker.ask(question).flags().has(Flags.ANSWER)).isFalse();
      resolver.play("oversized-answer:size=3000");
      assertThat(asker.ask(question.written())).hasSizeBetween(3_000, 3_300);
      resolver.play("duplicate-answer:count=3");
      String first = asker.ask(question.written());
      assertThat(List.of(asker.hear(), asker.hear())).containsOnly(first);
      resolver.play("forged-answer:to=10.6.6.6,delay=1ms");
      assertThat(asker.addresses("a.test", A)).containsExactly("10.6.6.6");
      assertThat(Asker.addresses(Message.read(asker.hear()).orElseThrow())).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(NameFault.Malformation.class)
  void sendsBytesThatAreNoMessage(NameFault.Malformation how) throws IOException {
    resolver.play("malformed-answer:how=" + how.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    try (Asker asker = asker(LONG)) {
      assertThat(Message.read(asker.ask(Asker.question("a.test", A).written()))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"port", "address"})
  void oneWhoListensToTheAskedOnlyHearsNothingFromElsewhere(String place) throws IOException {
    resolver.play("answer-from-elsewhere:place=" + place);
    try (Asker anybody = asker(LONG);
        Asker careful = asker(SHORT).connected()) {
      assertThat(anybody.addresses("a.test", A)).hasSize(2);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> careful.addresses("a.test", A));
    }
  }

  @Test
  void theNameCanChooseTheFault() throws IOException {
    try (Asker asker = asker(LONG)) {
      assertThat(asker.ask(Asker.question("x.dns-REFUSED.fault.test", A)).code())
          .isEqualTo(Message.REFUSED);
      assertThat(asker.ask(Asker.question("no-such.fault.test", A)).code()).isZero();
    }
  }

  @Test
  void playsFaultsInTurnAndTellsWhatWasAsked() throws Exception {
    resolver.play("dns-servfail", "dns-refused", "healthy");
    try (Asker asker = asker(LONG)) {
      assertThat(asker.ask(Asker.question("a.test", A)).code()).isEqualTo(2);
      assertThat(asker.ask(Asker.question("b.test", AAAA)).code()).isEqualTo(5);
      assertThat(asker.ask(Asker.question("c.test", A)).code()).isZero();
      assertThat(asker.ask("\0\1\1\0\0\1\0\0\0\0\0\0\77")).startsWith("\0\1\u0080\1");
    }
    assertThat(resolver.journal().await(LONG, all -> all.size() == 4)).isTrue();
    assertThat(resolver.journal().all())
        .extracting(
            each -> each.question().map(Object::toString).orElse("none") + " " + each.fault())
        .containsExactly(
            "a.test A dns-servfail",
            "b.test AAAA dns-refused",
            "c.test A healthy",
            "none unreadable");
  }

  @Test
  void theJdkUnderstandsIt() throws NamingException {
    Hashtable<String, String> where = new Hashtable<>();
    where.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    where.put("java.naming.provider.url", "dns://" + HERE + ":" + resolver.address().getPort());
    InitialDirContext jdk = new InitialDirContext(where);
    assertThat(jdk.getAttributes("a.test", new String[] {"A"}).get("A").size()).isEqualTo(2);
    resolver.play("truncated-answer");
    assertThat(jdk.getAttributes("a.test", new String[] {"AAAA"}).get("AAAA").get())
        .isEqualTo("fd00::1");
    resolver.play("dns-nxdomain");
    assertThatExceptionOfType(NameNotFoundException.class)
        .isThrownBy(() -> jdk.getAttributes("a.test", new String[] {"A"}));
  }

  @Test
  void willNotPlayASilentPortInARow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolver.play("healthy", "dns-resolver-unreachable"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolver.play("dns-nxdomian"))
        .withMessageContaining("did you mean 'dns-nxdomain'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolver.play("dns-wrong-target:to=nowhere.test"))
        .withMessageContaining("addresses such as");
  }

  private Message byTcp(Duration patience) throws IOException {
    return Asker.askByTcp(resolver.address(), Asker.question("a.test", A), patience);
  }

  private Asker asker(Duration patience) throws IOException {
    return new Asker(resolver.address(), HERE, patience);
  }

  private static Zone zone(String... addresses) {
    return new Zone(
        Map.of(Zone.ANY, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList()));
  }
}
