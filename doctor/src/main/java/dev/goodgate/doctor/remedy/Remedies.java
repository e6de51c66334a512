package dev.goodgate.doctor.remedy;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What would end the causes of a verdict: first what the case's own plan and failure allow to word
 * exactly, then the catalogue's general advice. Easy first, the best cause's before its rivals'.
 */
public final class Remedies {
  private static final CauseId IMPATIENT = CauseId.of("gateway-read-timeout-too-short");
  private static final int MAX_CAUSES = 3;
  private static final int MAX_REMEDIES = 6;

  private final Catalogue catalogue;
  private final List<Wording> column =
      List.of(
          new EndpointWording(), new TimeoutWording(), new KeepAliveWording(), new LimitWording());

  public Remedies(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** For several suspects, each is given its exact remedies and the first of its general ones. */
  public List<Remedy> against(List<Suspect> suspects, CaseView view) {
    List<Remedy> remedies = new ArrayList<>();
    int general = suspects.size() == 1 ? MAX_REMEDIES : 1;
    for (Suspect suspect : impatienceLast(suspects)) {
      for (Trouble trouble : view.troubles()) {
        column.forEach(wording -> remedies.addAll(wording.word(suspect.cause(), trouble, view)));
      }
      catalogue.find(suspect.cause()).map(Cause::remedies).orElse(List.of()).stream()
          .limit(general)
          .forEach(remedies::add);
    }
    Set<String> told = new HashSet<>();
    return remedies.stream()
        .filter(remedy -> told.add(remedy.action()))
        .sorted(Comparator.comparing(Remedy::effort))
        .limit(MAX_REMEDIES)
        .toList();
  }

  /** While it is contested, waiting longer is never the first advice: it may only hide the rest. */
  private static List<Suspect> impatienceLast(List<Suspect> suspects) {
    return suspects.stream()
        .limit(MAX_CAUSES)
        .sorted(Comparator.comparing(suspect -> suspect.cause().equals(IMPATIENT)))
        .toList();
  }
}
