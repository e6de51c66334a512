package dev.goodgate.gateway.reply;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.CertificateFlaw;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.TlsAlert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every failure that can be put together, possible or not. */
final class Failures {
  private static final List<String> ERRNOS =
      List.of(
          "ENOENT",
          "EAGAIN",
          "EACCES",
          "EPERM",
          "EADDRNOTAVAIL",
          "EMFILE",
          "ENFILE",
          "ENOBUFS",
          "ENOMEM",
          "ECONNREFUSED",
          "EHOSTUNREACH",
          "EHOSTDOWN",
          "an unknown error");
  private static final List<String> ERRNOS_OF_PATHS =
      List.of("ENOENT", "EAGAIN", "EACCES", "EPERM", "ECONNREFUSED", "an unknown error");
  private static final List<String> ANSWERS =
      List.of("no such name", "no address", "no answer", "the servers failed", "");
  private static final List<String> LIMITS =
      List.of(
          "limits.connections",
          "limits.head",
          "limits.head in the request line",
          "limits.reply-head",
          "limits.fields",
          Detail.Limit.LENGTHLESS,
          Detail.Limit.HELD,
          "body-limit");
  private static final List<String> TIMERS =
      List.of(
          "timeouts.connect",
          "timeouts.first-byte",
          "timeouts.total",
          "timeouts.idle",
          "timeouts.tunnel",
          "limits.stall");

  private static final int[] ALERTS = {40, 42, 46, 48, 70, 71, 80, 112, 116, 120};

  private Failures() {}

  static Stream<Failure> all() {
    List<Detail> details = details();
    return Arrays.stream(Phase.values())
        .flatMap(phase ->
            Arrays.stream(Actor.values())
                .flatMap(actor ->
                    Arrays.stream(Symptom.values())
                        .flatMap(symptom ->
                            details.stream()
                                .map(detail -> new Failure(phase, actor, symptom, detail)))));
  }

  private static final List<String> GIVEN_UP =
      List.of(
          "NO_ERROR",
          "REFUSED_STREAM",
          "ENHANCE_YOUR_CALM",
          "HTTP_1_1_REQUIRED",
          "INADEQUATE_SECURITY");

  private static List<Detail> details() {
    List<Detail> details = new ArrayList<>();
    details.add(new Detail.Nothing());
    ERRNOS.forEach(each -> details.add(new Detail.SystemError("call", each, 1)));
    ERRNOS_OF_PATHS.forEach(
        each -> details.add(new Detail.SystemError(Detail.SystemError.CONNECT_TO_PATH, each, 1)));
    details.add(new Detail.SystemError(Detail.SystemError.TEMPORARY_FILE, "an unknown error", 1));
    ANSWERS.forEach(each -> details.add(new Detail.Lookup("name", each)));
    LIMITS.forEach(each -> details.add(new Detail.Limit(each, 1)));
    TIMERS.forEach(each -> details.add(new Detail.Waited(each, Duration.ofSeconds(1))));
    details.add(new Detail.TooSlow("limits.least-rate", 1));
    details.add(new Detail.Truncated(-1, 5));
    details.add(new Detail.Truncated(10, 5));
    for (Defect defect : Defect.values()) {
      details.add(new Detail.Wrong(defect, "00"));
    }
    details.add(new Detail.Refusal("it did not work"));
    for (CertificateFlaw flaw : CertificateFlaw.values()) {
      details.add(new Detail.Certificate(flaw, ""));
    }
    for (String code : GIVEN_UP) {
      details.add(new Detail.GivenUp("RST_STREAM", code, false));
      details.add(new Detail.GivenUp("GOAWAY", code, true));
    }
    for (int alert : ALERTS) {
      details.add(new Detail.Alert(new TlsAlert(alert), true, false, false));
      details.add(new Detail.Alert(new TlsAlert(alert), true, true, false));
      details.add(new Detail.Alert(new TlsAlert(alert), true, true, true));
      details.add(new Detail.Alert(new TlsAlert(alert), false, false, false));
    }
    return details;
  }
}
