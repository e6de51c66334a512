package dev.goodgate.doctor.weigh;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Confidence;
import dev.goodgate.vocabulary.diagnosis.Finding.Strength;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs opinions into probabilities. Pure.
 *
 * <p>How it works: each strength is a log-odds figure, the one whose odds against an unknown rival
 * make the share of right verdicts that such findings had (0.70, 0.90, 0.98). For each cause the
 * strongest finding of every group counts, for and against, and groups add up. The causes then
 * share the whole with each other and with one rival of odds 1, "something nobody thought of", so
 * that no figure is ever certain.
 *
 * <p>Guard-rails: what is only a manifestation never competes, since it is true together with its
 * cause; a cause that is not in the catalogue is not named; hints alone never settle, however many;
 * nothing exceeds {@link #MOST}.
 */
public final class Scales {
  static final double MOST = 0.98;
  private static final double SETTLES = 0.80;
  private static final double LEADS_BY = 0.20;
  private static final double WORTH_NAMING = 0.04;
  private static final int MAX_SUSPECTS = 5;

  private final Catalogue catalogue;

  public Scales(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public Ranking weigh(List<Opinion> opinions) {
    Map<CauseId, Pan> pans = new LinkedHashMap<>();
    for (Opinion opinion : opinions) {
      if (catalogue.find(opinion.finding().cause()).isPresent()) {
        pans.computeIfAbsent(opinion.finding().cause(), id -> new Pan()).add(opinion);
      }
    }
    pans.values().removeIf(pan -> !pan.isFavoured());
    Map<CauseId, Pan> causes = new LinkedHashMap<>();
    List<Suspect> seen = new ArrayList<>();
    pans.forEach((id, pan) -> {
      if (isManifestation(id)) {
        seen.add(new Suspect(id, capped(pan.odds() / (1 + pan.odds()))));
      } else {
        causes.put(id, pan);
      }
    });
    seen.sort(Comparator.comparing(Suspect::confidence).reversed());
    List<Suspect> suspects = share(causes);
    return new Ranking(suspects, seen, settles(suspects, causes));
  }

  private boolean isManifestation(CauseId id) {
    return catalogue.find(id).map(Cause::manifestation).orElse(true);
  }

  private static List<Suspect> share(Map<CauseId, Pan> causes) {
    double whole = 1 + causes.values().stream().mapToDouble(Pan::odds).sum();
    return causes.entrySet().stream()
        .map(each -> new Suspect(each.getKey(), capped(each.getValue().odds() / whole)))
        .filter(suspect -> suspect.confidence().value() >= WORTH_NAMING)
        .sorted(Comparator.comparing(Suspect::confidence).reversed())
        .limit(MAX_SUSPECTS)
        .toList();
  }

  private static boolean settles(List<Suspect> suspects, Map<CauseId, Pan> causes) {
    if (suspects.isEmpty()) {
      return false;
    }
    double first = suspects.getFirst().confidence().value();
    double second = suspects.size() > 1 ? suspects.get(1).confidence().value() : 0;
    Pan pan = causes.get(suspects.getFirst().cause());
    return first >= SETTLES
        && first - second >= LEADS_BY
        && pan != null
        && pan.isStronglyFavoured();
  }

  private static Confidence capped(double probability) {
    return new Confidence(Math.min(MOST, probability));
  }

  private static double logOdds(Strength strength) {
    return switch (strength) {
      case HINT -> 0.85;
      case LIKELY -> 2.2;
      case STRONG -> 3.9;
      case PROOF -> 6.0;
    };
  }

  /** What lies for and against one cause: the strongest finding of each group. */
  private static final class Pan {
    private final Map<Rule.Group, Strength> favour = new EnumMap<>(Rule.Group.class);
    private final Map<Rule.Group, Strength> oppose = new EnumMap<>(Rule.Group.class);

    void add(Opinion opinion) {
      (opinion.finding().supports() ? favour : oppose)
          .merge(
              opinion.group(),
              opinion.finding().strength(),
              (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    boolean isFavoured() {
      return !favour.isEmpty();
    }

    boolean isStronglyFavoured() {
      return favour.values().stream().anyMatch(it -> it.compareTo(Strength.STRONG) >= 0);
    }

    double odds() {
      return Math.exp(sum(favour) - sum(oppose));
    }

    private static double sum(Map<Rule.Group, Strength> groups) {
      return groups.values().stream().mapToDouble(Scales::logOdds).sum();
    }
  }
}
