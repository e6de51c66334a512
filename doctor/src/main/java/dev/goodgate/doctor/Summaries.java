package dev.goodgate.doctor;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.weigh.Ranking;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.diagnosis.Question;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One or two sentences for a person: what was seen, and whose fault it is. */
final class Summaries {
  private static final CauseId HIDDEN = CauseId.of("hidden-retry-success");
  private static final double LEADS_BY = 0.05;
  private static final int MOST_NAMED = 3;

  private final Catalogue catalogue;

  Summaries(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  String settled(Suspect cause, List<Finding> findings) {
    String seen = allSeen(cause.cause(), findings).orElseGet(() -> title(cause.cause()));
    return sentence(seen + hiddenByRetry(findings))
        + mended(cause.cause(), " This has to be mended ");
  }

  String contested(Ranking ranking, List<Finding> findings) {
    Suspect best = ranking.suspects().getFirst();
    String seen =
        ranking.seen().stream()
            .filter(suspect -> !suspect.cause().equals(HIDDEN))
            .findFirst()
            .or(() -> Optional.of(best))
            .flatMap(suspect -> allSeen(suspect.cause(), findings))
            .orElseGet(() -> title(best.cause()));
    return sentence(seen + hiddenByRetry(findings)) + " " + rivalry(ranking.suspects());
  }

  /** Names a leader only where there is one. */
  private String rivalry(List<Suspect> suspects) {
    Suspect best = suspects.getFirst();
    List<Suspect> level =
        suspects.stream().filter(each -> lead(best, each) < LEADS_BY).limit(MOST_NAMED).toList();
    if (level.size() > 1) {
      return "The evidence does not tell yet whether it is " + either(level) + ".";
    }
    return "Most likely "
        + quoted(best.cause())
        + catalogue
            .find(best.cause())
            .map(found -> ", to be mended " + found.domain().meaning())
            .orElse("")
        + "; "
        + either(suspects.stream().skip(1).limit(MOST_NAMED).toList())
        + " cannot be excluded yet.";
  }

  private String either(List<Suspect> suspects) {
    return suspects.stream()
        .map(suspect -> quoted(suspect.cause()))
        .collect(Collectors.joining(" or "));
  }

  private static double lead(Suspect one, Suspect other) {
    return one.confidence().value() - other.confidence().value();
  }

  String open(List<Suspect> seen, List<Finding> findings) {
    return seen.stream()
        .findFirst()
        .flatMap(suspect -> strongest(suspect.cause(), findings))
        .map(says -> sentence(says) + " Why is not known yet.")
        .orElse("What is at hand does not tell what went wrong.");
  }

  String healthy(CaseView view) {
    return view.stories().size() == 1
        ? "The endpoint answered and nothing went wrong."
        : "All " + view.stories().size() + " exchanges were answered and nothing went wrong.";
  }

  Question askForMore() {
    return new Question(
        "What do the gateway's and the upstream's own logs say in that second", List.of());
  }

  /** What several attempts have met in the same way is told of each, up to a few. */
  private static Optional<String> allSeen(CauseId cause, List<Finding> findings) {
    return strongestOf(cause, findings)
        .map(first ->
            findings.stream()
                .filter(each -> each.supports() && each.cause().equals(cause))
                .filter(each -> each.strength() == first.strength())
                .map(Finding::says)
                .distinct()
                .limit(MOST_NAMED)
                .collect(Collectors.joining("; ")));
  }

  private static Optional<String> strongest(CauseId cause, List<Finding> findings) {
    return strongestOf(cause, findings).map(Finding::says);
  }

  /** Of equally strong ones the first, which is about the first attempt. */
  private static Optional<Finding> strongestOf(CauseId cause, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.supports() && finding.cause().equals(cause))
        .max(Comparator.comparing(Finding::strength));
  }

  private static String hiddenByRetry(List<Finding> findings) {
    return strongest(HIDDEN, findings).map(says -> "; " + says).orElse("");
  }

  private String title(CauseId cause) {
    return catalogue.find(cause).map(found -> found.title()).orElse(cause.value());
  }

  private String quoted(CauseId cause) {
    return "\"" + title(cause) + "\"";
  }

  private String mended(CauseId cause, String lead) {
    return catalogue.find(cause).map(found -> lead + found.domain().meaning() + ".").orElse("");
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }
}
