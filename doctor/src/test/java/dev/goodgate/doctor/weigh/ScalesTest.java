package dev.goodgate.doctor.weigh;

import static dev.goodgate.doctor.rule.Rule.Group.BREADTH;
import static dev.goodgate.doctor.rule.Rule.Group.FAILURE;
import static dev.goodgate.doctor.rule.Rule.Group.HISTORY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.diagnosis.Finding.Strength;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalesTest {
  private final Scales scales = new Scales(Catalogue.load());

  @Test
  void aStrongFindingAloneSettles() {
    Ranking ranking = scales.weigh(List.of(favour("keepalive-race", FAILURE, STRONG)));
    assertThat(ranking.settles()).isTrue();
    assertThat(confidence(ranking)).isCloseTo(0.98, within(0.001));
  }

  @Test
  void hintsNeverSettleHoweverMany() {
    assertThat(
            scales
                .weigh(
                    List.of(
                        favour("keepalive-race", FAILURE, LIKELY),
                        favour("keepalive-race", BREADTH, LIKELY),
                        favour("keepalive-race", HISTORY, LIKELY)))
                .settles())
        .isFalse();
  }

  @Test
  void aManifestationNeverSettlesNorCompetes() {
    Ranking ranking =
        scales.weigh(
            List.of(favour("conn-refused", FAILURE, PROOF), favour("wrong-port", BREADTH, STRONG)));
    assertThat(ranking.seen()).extracting(seen -> seen.cause().value()).contains("conn-refused");
    assertThat(ranking.suspects().getFirst().cause().value()).isEqualTo("wrong-port");
    assertThat(scales.weigh(List.of(favour("conn-refused", FAILURE, PROOF))).settles()).isFalse();
  }

  @Test
  void findingsOfOneGroupCountOnce() {
    Ranking once = scales.weigh(List.of(favour("wrong-port", FAILURE, HINT)));
    Ranking twice =
        scales.weigh(
            List.of(favour("wrong-port", FAILURE, HINT), favour("wrong-port", FAILURE, HINT)));
    assertThat(confidence(twice)).isEqualTo(confidence(once)).isCloseTo(0.70, within(0.01));
  }

  @Test
  void oppositionTakesAwayWhatSupportGave() {
    Ranking ranking =
        scales.weigh(
            List.of(
                favour("wrong-port", FAILURE, STRONG),
                opinion("wrong-port", false, HISTORY, STRONG)));
    assertThat(ranking.settles()).isFalse();
    assertThat(confidence(ranking)).isCloseTo(0.5, within(0.001));
  }

  @Test
  void twoStrongCausesDoNotSettle() {
    assertThat(
            scales
                .weigh(
                    List.of(
                        favour("wrong-port", FAILURE, STRONG),
                        favour("upstream-crash", HISTORY, STRONG)))
                .settles())
        .isFalse();
  }

  @Test
  void aCauseThatIsNotInTheCatalogueIsNotNamed() {
    assertThat(scales.weigh(List.of(favour("made-up", FAILURE, PROOF))).suspects()).isEmpty();
  }

  @Test
  void nothingIsCertain() {
    assertThat(
            confidence(
                scales.weigh(
                    List.of(
                        favour("wrong-port", FAILURE, PROOF),
                        favour("wrong-port", HISTORY, PROOF)))))
        .isEqualTo(Scales.MOST);
  }

  private static double confidence(Ranking ranking) {
    return ranking.suspects().getFirst().confidence().value();
  }

  private static Opinion favour(String cause, Rule.Group group, Strength strength) {
    return opinion(cause, true, group, strength);
  }

  private static Opinion opinion(
      String cause, boolean supports, Rule.Group group, Strength strength) {
    return new Opinion(
        group, new Finding(CauseId.of(cause), supports, strength, "so", List.of("e1")));
  }
}
