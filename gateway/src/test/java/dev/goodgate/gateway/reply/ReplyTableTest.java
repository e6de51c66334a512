package dev.goodgate.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTableTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  private static Stream<Answer> answers() {
    return Failures.all()
        .flatMap(each -> Stream.of(ReplyTable.of(each, false), ReplyTable.of(each, true)))
        .distinct();
  }

  @Test
  void everyFailureHasAnAnswerWhoseCauseIsInTheCatalogue() {
    assertThat(answers().map(Answer::cause).filter(each -> CATALOGUE.find(each).isEmpty()))
        .isEmpty();
  }

  @Test
  void everyStatusIsTheOneOfTheCatalogue() {
    Set<String> wrong = new TreeSet<>();
    answers()
        .filter(each -> !isToldBeforeTheTimeout(each) && !isSaidWithoutAReply(each))
        .filter(each -> !fits(cause(each).answer(), each.status()))
        .forEach(each ->
            wrong.add(
                each.cause() + " is " + cause(each).answer().id() + ", not " + each.status()));

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyErrorTypeIsTheOneOfTheCatalogue() {
    Set<String> wrong = new TreeSet<>();
    answers()
        .filter(each -> !isToldBeforeTheTimeout(each) && !isSaidWithoutAReply(each))
        .filter(each -> !isTypeOf(cause(each), each.proxyStatusError()))
        .forEach(each ->
            wrong.add(
                each.cause()
                    + " is "
                    + cause(each).rfc9209()
                    + ", not "
                    + each.proxyStatusError()));

    assertThat(wrong).isEmpty();
  }

  /** The catalogue has the silence of a machine that is gone; the network may break it. */
  private static boolean isToldBeforeTheTimeout(Answer answer) {
    return answer.cause().value().equals("host-down")
        && answer.status() == 502
        && answer.proxyStatusError().equals(Optional.of("destination_ip_unroutable"));
  }

  /**
   * The catalogue has an endpoint's own reply, passed on. One that speaks FastCGI may say as much
   * without any, and then the gateway words it.
   */
  private static boolean isSaidWithoutAReply(Answer answer) {
    return switch (answer.cause().value()) {
      case "upstream-self-503" ->
          answer.status() == 503
              && answer.proxyStatusError().equals(Optional.of("destination_unavailable"));
      // Who has left within its greeting is told nothing: the status is for the record alone.
      case "client-closed" -> answer.status() == 400;
      case "upstream-app-error" ->
          answer.status() == 502
              && answer.proxyStatusError().equals(Optional.of("http_response_incomplete"));
      default -> false;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "ENETUNREACH, no-route",
    "EINVAL, no-route",
    "ENETDOWN, no-route",
    "EHOSTUNREACH, host-down",
    "EHOSTDOWN, host-down"
  })
  void aMachineThatIsGoneIsNotAMissingRoute(String name, String cause) {
    Answer answer =
        ReplyTable.of(
            new Failure(
                Phase.CONNECT,
                Actor.NETWORK,
                Symptom.UNREACHABLE,
                new Detail.SystemError("connect", name, 1)),
            false);

    assertThat(answer.cause().value()).isEqualTo(cause);
    assertThat(answer.proxyStatusError()).contains("destination_ip_unroutable");
  }

  /** RFC 9209 2.3.27 and 28: what the client did wrong is an error, or was denied. */
  private static boolean isTypeOf(Cause cause, Optional<String> type) {
    boolean clients = type.equals(Optional.of("http_request_error"));
    return type.equals(cause.rfc9209())
        || (cause.answer() == Cause.Answer.CLIENT_CLASS && clients)
        || (isOfHandshake(type) && isOfHandshake(cause.rfc9209()));
  }

  /** RFC 9209 2.3.14 and 2.3.16: whichever side sees first that they do not agree says so. */
  private static boolean isOfHandshake(Optional<String> type) {
    return type.equals(Optional.of("tls_protocol_error"))
        || type.equals(Optional.of("tls_alert_received"));
  }

  @Test
  void onlyWhatTheClientDidIsItsFault() {
    assertThat(
            Failures.all()
                .filter(
                    each -> cause(ReplyTable.of(each, false)).answer() == Cause.Answer.CLIENT_CLASS)
                .filter(each -> !isTheClients(each)))
        .isEmpty();
  }

  private static boolean isTheClients(Failure failure) {
    int status = ReplyTable.of(failure, false).status();
    return status == 404 || failure.actor() == Actor.CLIENT;
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, connect, ECONNREFUSED, conn-refused",
    "REFUSED, connect to a path, ECONNREFUSED, unix-socket-stale",
    "DENIED, connect, EACCES, mac-policy-denied",
    "DENIED, connect to a path, EACCES, unix-socket-permission",
    "DENIED, connect to a path, ENOENT, unix-socket-missing",
    "DENIED, connect to a path, an unknown error, unix-socket-missing"
  })
  void oneErrnoMeansOneThingOfAnAddressAndAnotherOfAPath(
      Symptom symptom, String call, String name, String cause) {
    Failure failure =
        new Failure(Phase.CONNECT, Actor.GATEWAY, symptom, new Detail.SystemError(call, name, 1));

    assertThat(ReplyTable.of(failure, false).cause().value()).isEqualTo(cause);
  }

  @Test
  void only503SaysWhenToComeBack() {
    assertThat(answers().filter(Answer::invitesRetry).map(Answer::status)).containsOnly(503);
  }

  private static Cause cause(Answer answer) {
    return Optional.of(answer.cause()).flatMap(CATALOGUE::find).orElseThrow();
  }

  private static boolean fits(Cause.Answer answer, int status) {
    return switch (answer) {
      case INTERNAL, BAD_GATEWAY, UNAVAILABLE, TIMED_OUT ->
          answer.id().equals(Integer.toString(status));
      // 501 and 505 blame the request too, by a status of the other class
      case CLIENT_CLASS -> status / 100 == 4 || status == 501 || status == 505;
      // were the head not sent already, it would have been a bad answer, or none in time
      case ABORT, NONE -> status == 502 || status == 504;
    };
  }
}
