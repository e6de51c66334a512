package dev.goodgate.trials.resolver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.resolver.LyingResolver;
import dev.goodgate.lab.resolver.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault of the resolver, as BIND's dig sees it. */
@Tag("real")
class DigRealTest {
  private LyingResolver resolver;

  @BeforeEach
  void start() throws IOException {
    resolver =
        LyingResolver.start(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            new Zone(
                Map.of(
                    "www.shop.test",
                    List.of(
                        InetAddress.ofLiteral("10.0.0.1"),
                        InetAddress.ofLiteral("10.0.0.2"),
                        InetAddress.ofLiteral("fd00::1")))),
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
      quoteCharacter = '"',
      textBlock =
          """
          healthy | www.shop.test A | status: NOERROR
          healthy | WWW.shop.TEST A | 10.0.0.2
          healthy | www.shop.test AAAA | fd00::1
          healthy | other.test A | status: NXDOMAIN
          healthy:ttl=4294967295 | www.shop.test A | 4294967295
          healthy:ttl=0 | www.shop.test A | "	0	IN	A	10.0.0.1"
          dns-nxdomain | www.shop.test A | status: NXDOMAIN
          dns-nxdomain | www.shop.test A | SOA
          dns-servfail:info-code=7,info=signature expired | www.shop.test A | EDE: 7 (Signature Expired): (signature expired)
          dns-servfail:heals=true | +cd www.shop.test A | 10.0.0.1
          dns-servfail:heals=true | www.shop.test A | status: SERVFAIL
          dns-refused | www.shop.test A | status: REFUSED
          dns-code:code=16 | www.shop.test A | status: BADVERS
          dns-no-address | www.shop.test A | ANSWER: 0
          dns-no-address:how=alias-loop | www.shop.test A | CNAME	www.shop.test.
          dns-no-address:how=dangling-alias | www.shop.test A | CNAME	nowhere.lab.test.
          alias-chain:length=3 | www.shop.test A | alias-3.lab.test.	30	IN	A	10.0.0.1
          dns-wrong-target:to=10.6.6.6 | www.shop.test A | 10.6.6.6
          dns-search-suffix | www.shop.test A | status: NXDOMAIN
          dns-search-suffix | www.shop.test.corp.test A | 10.0.0.1
          dns-timeout | www.shop.test A | timed out
          dns-timeout:over=udp | +tcp www.shop.test A | 10.0.0.1
          dns-timeout:over=tcp | +tcp www.shop.test A | timed out
          dns-resolver-unreachable | www.shop.test A | connection refused
          dns-resolver-unreachable | +tcp www.shop.test A | connection refused
          truncated-answer | www.shop.test A | Truncated, retrying in TCP mode
          truncated-answer | www.shop.test A | 10.0.0.1
          truncated-answer:tcp=refused | www.shop.test A | connection refused
          truncated-answer:tcp=closed | www.shop.test A | end of file
          truncated-answer:tcp=silent | www.shop.test A | timed out
          wrong-id | www.shop.test A | ID mismatch
          wrong-question | www.shop.test A | Question section mismatch
          answer-from-elsewhere | www.shop.test A | timed out
          answer-from-elsewhere:place=address | www.shop.test A | timed out
          malformed-answer | www.shop.test A | malformed
          malformed-answer:how=noise | www.shop.test A | bad
          malformed-answer:how=empty | www.shop.test A | timed out
          malformed-answer:how=pointer-loop | www.shop.test A | bad
          malformed-answer:how=pointer-ahead | www.shop.test A | bad
          malformed-answer:how=long-label | www.shop.test A | bad
          malformed-answer:how=too-many-promised | www.shop.test A | malformed
          malformed-answer:how=content-length | www.shop.test A | malformed
          oversized-answer | www.shop.test A | MSG SIZE
          duplicate-answer | www.shop.test A | 10.0.0.1
          forged-answer:to=10.6.6.6 | www.shop.test A | 10.6.6.6
          forged-answer:to=10.6.6.6,truth-first=true | www.shop.test A | 10.0.0.1
          """)
  void digSees(String fault, String question, String seen) throws IOException {
    resolver.play(fault);
    assertThat(dig(question)).contains(seen);
  }

  @ParameterizedTest
  @CsvSource({"dns-refused, REFUSED", "dns-nxdomain, NXDOMAIN", "healthy, NOERROR"})
  void aPersonCanAskForAFaultByName(String fault, String status) throws IOException {
    resolver.tell(Zone.of(InetAddress.getLoopbackAddress()));
    assertThat(dig(fault + ".fault.test A")).contains("status: " + status);
  }

  private String dig(String question) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "dig",
                "+tries=1",
                "+time=1",
                "@127.0.0.1",
                "-p",
                Integer.toString(resolver.address().getPort())));
    words.addAll(List.of(question.split(" ")));
    Process dig = new ProcessBuilder(words).redirectErrorStream(true).start();
    return new String(dig.getInputStream().readAllBytes(), UTF_8);
  }
}
