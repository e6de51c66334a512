package dev.goodgate.gateway.reply;

import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reply table as a page for people: what is answered, for which cause, after which failure. */
final class StatusesPage {
  private static final String HEAD =
      """
      # What the gateway answers

      <!-- Written by StatusesPageTest from the reply table in code: change it there, then run
           ./mvnw verify -pl gateway -am -Dpages.fix=true -->

      One table in code turns a failure into a reply; nothing else chooses a status. A failure has a
      phase, one who did it, and what was seen. From it follow the status, the `error` of
      [RFC 9209](https://www.rfc-editor.org/rfc/rfc9209) in `Proxy-Status`, and the best cause that the
      gateway alone can know, in `goodgate-cause`. Each cause has [a page](causes/README.md).

      A reply that has begun is cut instead, so that the client can see that it is not whole; the access
      log then has the same cause. A reply of an endpoint is passed on, whatever its status. So is `RST_STREAM`
      with `CANCEL` where it ends a call of gRPC: that is how a server says that the call's deadline is over.

      """;

  /** More of them means that they do not matter. */
  private static final int MOST_DETAILS = 14;

  private StatusesPage() {}

  static String render() {
    Map<Integer, Map<String, Seen>> byStatus = new TreeMap<>();
    Failures.all()
        .forEach(failure ->
            Stream.of(false, true)
                .forEach(reused -> {
                  Answer answer = ReplyTable.of(failure, reused);
                  byStatus
                      .computeIfAbsent(answer.status(), _ -> new TreeMap<>())
                      .computeIfAbsent(row(answer), _ -> new Seen())
                      .add(failure, reused);
                }));
    return HEAD
        + byStatus.entrySet().stream()
            .map(each -> section(each.getKey(), each.getValue()))
            .collect(Collectors.joining("\n"));
  }

  private static String section(int status, Map<String, Seen> rows) {
    return "## "
        + status
        + " "
        + Page.title(status)
        + "\n\n| cause | `error` | seen | in phase | exactly |\n|---|---|---|---|---|\n"
        + rows.entrySet().stream()
            .map(each -> each.getKey() + each.getValue().cells())
            .collect(Collectors.joining());
  }

  private static String row(Answer answer) {
    String cause = answer.cause().value();
    String error = answer.proxyStatusError().map(each -> "`" + each + "`").orElse("none");
    return "| [" + cause + "](causes/" + cause + ".md) | " + error + " | ";
  }

  /** All failures that lead to one answer, in as few words as tell them from others. */
  private static final class Seen {
    private final Set<String> symptoms = new TreeSet<>();
    private final Set<Phase> phases = EnumSet.noneOf(Phase.class);
    private final Set<String> details = new TreeSet<>();
    private final Set<Boolean> reused = new TreeSet<>();

    void add(Failure failure, boolean onUsed) {
      symptoms.add(failure.symptom().id());
      phases.add(failure.phase());
      reused.add(onUsed);
      if (goesWith(failure.symptom(), failure.detail())) {
        details.add(exactly(failure.detail()));
      }
    }

    String cells() {
      String where =
          phases.size() == Phase.values().length
              ? "any"
              : phases.stream().map(Phase::id).collect(Collectors.joining(", "));
      String exact = details.size() > MOST_DETAILS ? "" : String.join("; ", details);
      String used = reused.contains(false) ? "" : "on a connection that was used before";
      return String.join(", ", symptoms) + " | " + where + " | " + exact + used + " |\n";
    }

    private static boolean goesWith(Symptom symptom, Detail detail) {
      return (symptom == Symptom.MALFORMED) == (detail instanceof Detail.Wrong)
          && (symptom == Symptom.CERTIFICATE_REJECTED) == (detail instanceof Detail.Certificate)
          && (symptom == Symptom.HANDSHAKE_REJECTED)
              == (detail instanceof Detail.Alert || detail instanceof Detail.Refusal);
    }

    private static String circumstances(boolean named, boolean asked, boolean shown) {
      String certificate = asked ? shown ? " to our certificate" : " where one was asked for" : "";
      return named ? certificate : certificate + " to a nameless hello";
    }

    private static String exactly(Detail detail) {
      return switch (detail) {
        case Detail.Nothing() -> "";
        case Detail.SystemError(String call, String name, _) ->
            switch (call) {
              case Detail.SystemError.CONNECT_TO_PATH -> name + " of a path";
              case Detail.SystemError.TEMPORARY_FILE -> name + " of a temporary file";
              default -> name;
            };
        case Detail.Lookup(_, String answer) -> answer;
        case Detail.Waited(String setting, _) -> "`" + setting + "`";
        case Detail.TooSlow(String setting, _) -> "`" + setting + "`";
        case Detail.Truncated(long expected, _) -> expected < 0 ? "no length" : "a length";
        case Detail.Wrong(Defect defect, _) -> defect.says();
        case Detail.Refusal _ -> "no alert";
        case Detail.Limit(String setting, _) -> "`" + setting + "`";
        case Detail.Certificate(var flaw, _) -> flaw.says();
        case Detail.GivenUp(String frame, String code, _) -> frame + " with " + code;
        case Detail.Alert(var alert, boolean named, boolean asked, boolean shown) ->
            "alert " + alert.number() + circumstances(named, asked, shown);
      };
    }
  }
}
