package dev.goodgate.doctor;

import dev.goodgate.doctor.remedy.Remedies;
import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.await.AwaitRules;
import dev.goodgate.doctor.rule.body.BodyRules;
import dev.goodgate.doctor.rule.connect.ConnectRules;
import dev.goodgate.doctor.rule.head.HeadRules;
import dev.goodgate.doctor.rule.reply.ReplyRules;
import dev.goodgate.doctor.rule.resolve.ResolveRules;
import dev.goodgate.doctor.rule.select.SelectRules;
import dev.goodgate.doctor.rule.write.WriteRules;
import dev.goodgate.doctor.weigh.Opinion;
import dev.goodgate.doctor.weigh.Questions;
import dev.goodgate.doctor.weigh.Ranking;
import dev.goodgate.doctor.weigh.Scales;
import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.diagnosis.Question;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns a case into a verdict. A function: no clock, no file, no thread; the same case always gets
 * the same verdict. Never throws for what a case may hold, and never claims more than the evidence
 * carries.
 */
public final class Doctor {
  /** Everybody who is asked, in the order in which an exchange goes wrong. */
  private final List<Rule> rules =
      Stream.of(
              SelectRules.column(),
              ResolveRules.column(),
              ConnectRules.column(),
              WriteRules.column(),
              AwaitRules.column(),
              HeadRules.column(),
              BodyRules.column(),
              ReplyRules.column())
          .flatMap(List::stream)
          .toList();

  private final Scales scales;
  private final Questions questions = new Questions();
  private final Remedies remedies;
  private final Summaries summaries;

  public Doctor(Catalogue catalogue) {
    this.scales = new Scales(catalogue);
    this.remedies = new Remedies(catalogue);
    this.summaries = new Summaries(catalogue);
  }

  public Verdict examine(Case given) {
    CaseView view = CaseView.of(given);
    List<Opinion> opinions = ask(view);
    Ranking ranking = scales.weigh(opinions);
    List<Finding> findings = opinions.stream().map(Opinion::finding).toList();
    if (ranking.settles()) {
      return settled(ranking, findings, view);
    }
    if (ranking.suspects().size() > 1) {
      return contested(ranking, findings, view);
    }
    if (ranking.suspects().isEmpty() && ranking.seen().isEmpty() && isWell(view)) {
      return new Verdict.Healthy(summaries.healthy(view));
    }
    return open(ranking, findings, view);
  }

  private List<Opinion> ask(CaseView view) {
    List<Opinion> opinions = new ArrayList<>();
    for (Rule rule : rules) {
      rule.judge(view).forEach(finding -> opinions.add(new Opinion(rule.group(), finding)));
    }
    return opinions;
  }

  /** Without any exchange there is nothing that could have been seen to go well. */
  private static boolean isWell(CaseView view) {
    return view.troubles().isEmpty() && !view.stories().isEmpty();
  }

  private Verdict settled(Ranking ranking, List<Finding> findings, CaseView view) {
    Suspect cause = ranking.suspects().getFirst();
    List<Suspect> rivals = ranking.suspects().subList(1, ranking.suspects().size());
    return new Verdict.Settled(
        cause,
        summaries.settled(cause, findings),
        rivals,
        findings,
        remedies.against(List.of(cause), view),
        questions.between(ranking.suspects(), view));
  }

  private Verdict contested(Ranking ranking, List<Finding> findings, CaseView view) {
    return new Verdict.Contested(
        ranking.suspects(),
        summaries.contested(ranking, findings),
        findings,
        remedies.against(ranking.suspects(), view),
        questions.between(ranking.suspects(), view));
  }

  private Verdict open(Ranking ranking, List<Finding> findings, CaseView view) {
    List<Suspect> seen =
        Stream.concat(ranking.seen().stream(), ranking.suspects().stream()).toList();
    List<Question> next = questions.between(seen, view);
    return new Verdict.Open(
        seen,
        summaries.open(seen, findings),
        findings,
        next.isEmpty() ? List.of(summaries.askForMore()) : next);
  }
}
