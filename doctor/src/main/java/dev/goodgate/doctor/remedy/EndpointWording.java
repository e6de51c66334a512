package dev.goodgate.doctor.remedy;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import dev.goodgate.vocabulary.diagnosis.Remedy.Effort;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The endpoint's own line in the plan: another protocol, another address, or a look at it. */
final class EndpointWording implements Wording {
  private static final CauseId TLS_PORT = CauseId.of("plaintext-to-tls-port");
  private static final CauseId HTTP2 = CauseId.of("h2-preface-on-h1");
  private static final CauseId LOCALHOST_IPV6 = CauseId.of("localhost-resolves-to-ipv6");
  private static final Set<CauseId> WRONG_ADDRESS =
      Set.of(
          CauseId.of("upstream-not-running"),
          CauseId.of("wrong-port"),
          CauseId.of("wrong-interface"),
          CauseId.of("unix-socket-missing"),
          CauseId.of("response-not-http"),
          CauseId.of("dns-nxdomain"));

  @Override
  public List<Remedy> word(CauseId cause, Trouble trouble, CaseView view) {
    String endpoint = trouble.endpoint();
    if (endpoint.isEmpty()) {
      return List.of();
    }
    if (cause.equals(TLS_PORT)) {
      return List.of(
          rewritten(
              trouble,
              view,
              "https://" + bare(endpoint),
              sent(trouble, Defect.TLS_RECORD)
                  ? ", since it speaks TLS."
                  : ", if openssl s_client -connect " + bare(endpoint) + " finds TLS there."));
    }
    if (cause.equals(HTTP2)) {
      return List.of(
          rewritten(trouble, view, "h2c://" + bare(endpoint), ", since it speaks HTTP/2."));
    }
    if (cause.equals(LOCALHOST_IPV6)) {
      String numeric = endpoint.replace("localhost", "127.0.0.1");
      return List.of(rewritten(trouble, view, numeric, ", if the application listens on IPv4."));
    }
    return WRONG_ADDRESS.contains(cause) ? List.of(compared(trouble, view)) : List.of();
  }

  private static Remedy rewritten(Trouble trouble, CaseView view, String to, String when) {
    String from = trouble.endpoint();
    return new Remedy(
        Effort.EASY,
        "gateway operator",
        "Write the endpoint as " + to + when,
        place(trouble, view).orElse(null),
        "- \"" + from + "\"\n+ \"" + to + "\"",
        "Send the same request again: it is answered.");
  }

  private static boolean sent(Trouble trouble, Defect defect) {
    return trouble.failure().detail() instanceof Detail.Wrong(Defect seen, String sample)
        && seen == defect;
  }

  private static Remedy compared(Trouble trouble, CaseView view) {
    return new Remedy(
        Effort.EASY,
        "gateway operator",
        "Compare the endpoint "
            + trouble.endpoint()
            + " with the address that the application says it listens on, and mend whichever is"
            + " wrong.",
        place(trouble, view).orElse(null),
        null,
        "Connect from the gateway's machine: nc -vz, or curl -v for HTTP.");
  }

  private static Optional<Place> place(Trouble trouble, CaseView view) {
    return PlanText.of(trouble, view).flatMap(plan -> plan.placeOfEndpoint(trouble.endpoint()));
  }

  private static String bare(String endpoint) {
    return endpoint.replaceFirst("^[a-z0-9+]+://", "");
  }
}
