package dev.goodgate.trials.scenario;

import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.trials.scenario.Scenario.Expected;
import dev.goodgate.trials.scenario.Scenario.Has;
import dev.goodgate.trials.subject.Subject;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what was seen against what is expected. */
final class Judge {
  private static final int MAX_SHOWN = 600;
  private static final String PROXY_STATUS = "Proxy-Status";

  private final List<String> complaints = new ArrayList<>();
  private final int line;

  private Judge(int line) {
    this.line = line;
  }

  /**
   * Ours is held to everything, a stranger to what any client would see: nginx always, the others
   * where it is written what they do.
   */
  static List<String> complaints(
      Subject.Kind kind,
      int line,
      Expected expected,
      RawReply reply,
      Optional<Subject.Account> account) {
    Judge judge = new Judge(line);
    if (kind.knowsCauses() || expected.tellsOf(kind.name())) {
      judge.status(expected.statuses(kind.name()), reply);
      judge.end(expected.ends(kind.name()), reply);
    }
    if (kind.knowsCauses()) {
      judge.wholeness(expected, reply);
      judge.fields(expected, reply);
      judge.body(expected, reply);
      judge.says(expected, reply, account);
      judge.attempts(expected, account);
      judge.verdict(expected, account);
    }
    return judge.complaints;
  }

  private void status(Set<Integer> expected, RawReply reply) {
    if (!expected.isEmpty() && !expected.contains(reply.status())) {
      complain("status of " + expected, reply.status() + " (" + shown(reply) + ")");
    }
  }

  private void end(Set<Completion> expected, RawReply reply) {
    if (!expected.isEmpty() && !expected.contains(reply.completion())) {
      complain("ends " + expected, reply.completion() + " (" + shown(reply) + ")");
    }
  }

  /** Where a cut will do, what is whole can only be a reply of the gateway's own. */
  private void wholeness(Expected expected, RawReply reply) {
    boolean broken = expected.ends().contains(Completion.CUT);
    if (broken && reply.whole() && reply.status() < 400) {
      complain("no whole " + reply.status() + " of what is broken", shown(reply));
    }
  }

  private void fields(Expected expected, RawReply reply) {
    for (Has has : expected.has()) {
      List<String> values = reply.all(has.field());
      if (values.stream().noneMatch(value -> value.contains(has.text()))) {
        complain(has.field() + " with " + has.text(), values.toString());
      }
    }
    for (String field : expected.lacks()) {
      if (reply.field(field).isPresent()) {
        complain("no " + field, reply.all(field).toString());
      }
    }
  }

  private void body(Expected expected, RawReply reply) {
    for (String text : expected.body()) {
      if (!reply.body().contains(text)) {
        complain("a body with " + text, shown(reply));
      }
    }
    for (String text : expected.without()) {
      if (reply.body().contains(text)) {
        complain("a body without " + text, shown(reply));
      }
    }
  }

  /** A reply of the gateway's own names its cause; one that was cut leaves that to the log. */
  private void says(Expected expected, RawReply reply, Optional<Subject.Account> account) {
    if (expected.says().isEmpty()) {
      return;
    }
    String wanted = String.join(" or ", expected.says());
    String logged =
        account.map(each -> each.cause().orElse(ExpectReader.NOTHING)).orElse("no line");
    if (!expected.says().contains(logged)) {
      complain("the access log says " + wanted, logged);
    }
    String status = String.join(", ", reply.all(PROXY_STATUS));
    if (expected.says().contains(ExpectReader.NOTHING)) {
      if (status.contains("error=")) {
        complain("no error in " + PROXY_STATUS, status);
      }
    } else if (reply.status() >= 400 && !names(status, logged)) {
      complain("goodgate-cause=" + logged + " in " + PROXY_STATUS, status);
    }
  }

  private void attempts(Expected expected, Optional<Subject.Account> account) {
    if (expected.attempts().isPresent()) {
      int seen = account.map(each -> each.attempts().orElse(0)).orElse(-1);
      if (seen != expected.attempts().getAsInt()) {
        complain(expected.attempts().getAsInt() + " attempts", Integer.toString(seen));
      }
    }
  }

  /**
   * The doctor may leave open what one exchange cannot tell. What it settles has to be true, and
   * among its suspects has to be the truth, or the truth is no more than what the gateway saw.
   */
  private void verdict(Expected expected, Optional<Subject.Account> account) {
    Optional<Verdict> verdict = account.flatMap(Subject.Account::verdict);
    if (expected.truth().isEmpty() || verdict.isEmpty()) {
      return;
    }
    String truth = expected.truth().get();
    boolean stands =
        switch (verdict.get()) {
          case Verdict.Settled settled -> suspects(settled.suspect(), truth);
          case Verdict.Contested contested ->
              expected.says().contains(truth)
                  || contested.suspects().stream().anyMatch(each -> suspects(each, truth));
          case Verdict.Open _ -> true;
          case Verdict.Healthy _ -> truth.equals(ExpectReader.NOTHING);
        };
    if (!stands) {
      complain("a verdict that " + truth + " can live with", verdict.get().summary());
    }
  }

  private static boolean suspects(Verdict.Suspect suspect, String truth) {
    return suspect.cause().value().equals(truth);
  }

  private void complain(String expected, String seen) {
    complaints.add("line " + line + ": expected " + expected + ", saw " + seen);
  }

  private static boolean names(String proxyStatus, String cause) {
    return proxyStatus.matches("(?s).*goodgate-cause=\"?" + cause + "\"?([;,\\s].*)?");
  }

  private static String shown(RawReply reply) {
    String raw = reply.raw().substring(0, Math.min(MAX_SHOWN, reply.raw().length()));
    return reply.completion()
        + " after "
        + reply.raw().length()
        + " bytes: "
        + raw.replace("\r\n", " | ").replace("\n", " | ");
  }
}
