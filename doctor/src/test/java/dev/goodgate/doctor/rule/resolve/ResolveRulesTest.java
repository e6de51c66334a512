package dev.goodgate.doctor.rule.resolve;

import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.says;
import static dev.goodgate.vocabulary.traffic.Phase.CONNECT;
import static dev.goodgate.vocabulary.traffic.Phase.RESOLVE;
import static dev.goodgate.vocabulary.traffic.Symptom.TIMED_OUT;
import static dev.goodgate.vocabulary.traffic.Symptom.UNRESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolveRulesTest {
  @ParameterizedTest
  @CsvSource({
    "NXDOMAIN, dns-nxdomain",
    "SERVFAIL, dns-servfail",
    "REFUSED, dns-refused",
    "no address, dns-no-address",
    "timed out, dns-timeout",
    "no answer, dns-timeout",
    "temporary failure, dns-servfail",
    "no such name, dns-nxdomain",
    "Name or service not known, dns-nxdomain"
  })
  void theNameServersAnswerNamesTheCause(String answer, String cause) {
    assertThat(says(new LookupAnswer(), unresolved("api.example.com", answer)))
        .contains("+" + cause)
        .doesNotContain("+dns-search-suffix");
  }

  @Test
  void aShortNameMayLackItsSuffix() {
    assertThat(says(new LookupAnswer(), unresolved("api", "NXDOMAIN")))
        .containsExactly("+dns-nxdomain", "+dns-search-suffix");
  }

  @Test
  void aTemporaryFailureIsNotAMissingName() {
    assertThat(says(new LookupAnswer(), unresolved("api.example.com", "temporary failure")))
        .containsExactly("+dns-servfail", "+dns-timeout", "+dns-resolver-unreachable");
  }

  @Test
  void isSilentOnHealthAndOnAConnectTimeout() {
    assertThat(says(new LookupAnswer(), healthy())).isEmpty();
    assertThat(says(new LookupAnswer(), exchange(Try.at("api:80").failed(CONNECT, TIMED_OUT))))
        .isEmpty();
  }

  private static Exchange unresolved(String name, String answer) {
    return exchange(
        Try.at(name + ":80")
            .withoutConnection()
            .failed(RESOLVE, UNRESOLVED, new Detail.Lookup(name, answer)));
  }
}
