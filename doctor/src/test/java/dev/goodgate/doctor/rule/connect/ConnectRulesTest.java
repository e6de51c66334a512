package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.given;
import static dev.goodgate.doctor.scene.Scene.healthy;
import static dev.goodgate.doctor.scene.Scene.says;
import static dev.goodgate.doctor.scene.Scene.seenLater;
import static dev.goodgate.doctor.scene.Scene.with;
import static dev.goodgate.vocabulary.traffic.Phase.BIND;
import static dev.goodgate.vocabulary.traffic.Phase.CONNECT;
import static dev.goodgate.vocabulary.traffic.Phase.WAIT_FIRST_BYTE;
import static dev.goodgate.vocabulary.traffic.Symptom.DENIED;
import static dev.goodgate.vocabulary.traffic.Symptom.LIMIT_REACHED;
import static dev.goodgate.vocabulary.traffic.Symptom.REFUSED;
import static dev.goodgate.vocabulary.traffic.Symptom.RESET;
import static dev.goodgate.vocabulary.traffic.Symptom.TIMED_OUT;
import static dev.goodgate.vocabulary.traffic.Symptom.UNAVAILABLE;
import static dev.goodgate.vocabulary.traffic.Symptom.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.traffic.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectRulesTest {
  private static final String SOCKET = "unix:/run/api.sock";
  private final Exchange refused =
      exchange(Try.at(A).withoutConnection().failedWith(CONNECT, REFUSED, "ECONNREFUSED"));
  private final Exchange timedOut =
      exchange(Try.at("10.0.0.9:80").withoutConnection().failed(CONNECT, TIMED_OUT));

  @Test
  void everyRuleIsSilentOnHealth() {
    for (Rule rule : ConnectRules.column()) {
      assertThat(says(rule, healthy(), new Fact.Seen(A, "answered 2 s ago", true)))
          .as(rule.getClass().getSimpleName())
          .isEmpty();
    }
  }

  @Test
  void aRefusalNamesWhatItMayMean() {
    assertThat(says(new Refused(), refused))
        .containsExactly(
            "+conn-refused", "+upstream-not-running", "+wrong-port", "+wrong-interface");
  }

  @Test
  void aTimeoutIsNotARefusalAndTheOtherWayRound() {
    assertThat(says(new Refused(), timedOut)).isEmpty();
    assertThat(says(new ConnectTimeout(), refused)).isEmpty();
  }

  @Test
  void whatAnsweredSecondsAgoWasRestartedOrCrashed() {
    assertThat(says(new RefusedForNow(), refused, new Fact.Seen(A, "answered 2 s ago", true)))
        .contains("+upstream-restarting", "+upstream-crash", "-wrong-port", "-wrong-interface");
  }

  @Test
  void whatCameBackIsNotDownForGood() {
    assertThat(
            says(new RefusedForNow(), with(given(refused), seenLater(A, "answered again", true))))
        .contains("+upstream-restarting", "-upstream-not-running");
  }

  @Test
  void whatNeverAnsweredIsNotRunning() {
    assertThat(says(new RefusedForNow(), refused, new Fact.Seen(A, "refused 9 s ago", false)))
        .containsExactly("+upstream-not-running");
  }

  @Test
  void anotherEndpointThatAnswersSaysNothingAboutThisOne() {
    assertThat(says(new RefusedForNow(), refused, new Fact.Seen("127.0.0.1:3002", "ok", true)))
        .isEmpty();
  }

  @Test
  void localhostDialledAsIpv6IsSuspectAndProvenOnceIpv4Answers() {
    Exchange overIpv6 =
        exchange(
            Try.at("localhost:3001")
                .dialled("[::1]:3001")
                .failedWith(CONNECT, REFUSED, "ECONNREFUSED"));
    assertThat(says(new LocalhostAsIpv6(), overIpv6))
        .containsExactly("+localhost-resolves-to-ipv6");
    assertThat(says(new LocalhostAsIpv6(), overIpv6, new Fact.Seen(A, "answers", true))).hasSize(2);
  }

  @Test
  void ipv4RefusedIsNotTheIpv6Trap() {
    assertThat(
            says(
                new LocalhostAsIpv6(),
                exchange(Try.at("localhost:3001").dialled(A).failed(CONNECT, REFUSED))))
        .isEmpty();
    assertThat(
            says(
                new LocalhostAsIpv6(),
                exchange(Try.at("[::1]:3001").dialled("[::1]:3001").failed(CONNECT, REFUSED))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ENOENT, unix-socket-missing",
    "ECONNREFUSED, unix-socket-stale",
    "EACCES, unix-socket-permission",
    "EAGAIN, unix-socket-backlog-full"
  })
  void theSystemsWordNamesWhatIsWrongWithASocketFile(String errno, String cause) {
    assertThat(
            says(
                new UnixSocket(),
                exchange(
                    Try.at(SOCKET).withoutConnection().failedWith(CONNECT, UNAVAILABLE, errno))))
        .contains("+" + cause);
  }

  @Test
  void aPathThatIsNoSocketIsAsGoodAsMissing() {
    assertThat(
            says(
                new UnixSocket(),
                exchange(
                    Try.at(SOCKET)
                        .withoutConnection()
                        .failedWith(CONNECT, DENIED, "an unknown error"))))
        .containsExactly("+unix-socket-missing");
  }

  @Test
  void aSocketFileSeenToBeMissingIsMissing() {
    assertThat(
            says(
                new UnixSocket(),
                exchange(Try.at(SOCKET).withoutConnection().failed(CONNECT, REFUSED)),
                new Fact.Seen(SOCKET, "does not exist", false)))
        .contains("+unix-socket-missing");
  }

  @Test
  void socketFilesAndPortsAreKeptApart() {
    assertThat(says(new UnixSocket(), refused)).isEmpty();
    assertThat(
            says(
                new Refused(),
                exchange(Try.at(SOCKET).failedWith(CONNECT, REFUSED, "ECONNREFUSED"))))
        .isEmpty();
  }

  @Test
  void noRouteIsToldFromAMachineThatIsDown() {
    assertThat(
            says(
                new Unreachable(),
                exchange(Try.at(A).failedWith(CONNECT, UNREACHABLE, "ENETUNREACH"))))
        .containsExactly("+no-route");
    assertThat(
            says(
                new Unreachable(),
                exchange(Try.at(A).failedWith(CONNECT, UNREACHABLE, "EHOSTUNREACH"))))
        .contains("+host-down", "+no-route");
    assertThat(says(new Unreachable(), timedOut)).isEmpty();
  }

  @Test
  void silenceFromAfarMayBeAFirewallAndFromLoopbackAFullQueue() {
    assertThat(says(new ConnectTimeout(), timedOut))
        .containsExactly(
            "+connect-timeout", "+connect-timeout-drop", "+host-down", "+accept-backlog-full");
    assertThat(says(new ConnectTimeout(), exchange(Try.at(A).failed(CONNECT, TIMED_OUT))))
        .doesNotContain("+host-down");
  }

  @Test
  void silenceOfWhatAnswersOthersIsAFullQueue() {
    assertThat(says(new ConnectTimeout(), timedOut, new Fact.Seen("10.0.0.9:80", "answered", true)))
        .contains("-host-down", "-connect-timeout-drop");
  }

  @Test
  void aForbiddenConnectionIsAPolicyAndARefusedOneIsNot() {
    assertThat(says(new NotAllowed(), exchange(Try.at(A).failedWith(CONNECT, DENIED, "EACCES"))))
        .contains("+mac-policy-denied");
    assertThat(says(new NotAllowed(), refused)).isEmpty();
  }

  @Test
  void ownShortagesAreNamedAsOurs() {
    assertThat(
            says(
                new OwnResources(),
                exchange(
                    Try.at(A)
                        .withoutConnection()
                        .failedWith(CONNECT, LIMIT_REACHED, "EADDRNOTAVAIL"))))
        .containsExactly("+ephemeral-ports-exhausted");
    assertThat(
            says(
                new OwnResources(),
                exchange(Try.at(A).withoutConnection().failedWith(BIND, LIMIT_REACHED, "EMFILE"))))
        .containsExactly("+gateway-fd-exhausted");
    assertThat(says(new OwnResources(), refused)).isEmpty();
  }

  @Test
  void aConnectionResetAtOnceMayBeAFilterOrAnotherProtocol() {
    assertThat(says(new ResetOnAccept(), exchange(Try.at(A).failed(CONNECT, RESET))))
        .containsExactly(
            "+reset-on-accept",
            "+waf-or-allowlist-block",
            "+plaintext-to-tls-port",
            "+proxy-protocol-mismatch");
    assertThat(says(new ResetOnAccept(), refused)).isEmpty();
  }

  @Test
  void aResetWhileWaitingIsNoConnectTrouble() {
    Exchange reset = exchange(Try.at(A).failed(WAIT_FIRST_BYTE, RESET));
    for (Rule rule : ConnectRules.column()) {
      assertThat(says(rule, reset)).as(rule.getClass().getSimpleName()).isEmpty();
    }
  }
}
