package dev.goodgate.vocabulary.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.vocabulary.traffic.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final int MOST_REMEDIES = 4;
  private static final Set<String> PEOPLE =
      Set.of(
          "gateway operator",
          "application operator",
          "application developer",
          "network team",
          "platform team",
          "security team",
          "DNS operator",
          "CDN account owner",
          "visitor");

  private final Catalogue catalogue = Catalogue.load();

  @Test
  void everyPublishedIdIsStillThere() throws IOException {
    assertThat(catalogue.all())
        .extracting(cause -> cause.id().value())
        .as("a published id never leaves the catalogue")
        .containsAll(publishedIds());
  }

  @Test
  void everyIdOfTheCatalogueIsPublished() throws IOException {
    assertThat(publishedIds())
        .as("add new ids to src/test/resources/published-cause-ids.txt")
        .containsAll(catalogue.all().stream().map(cause -> cause.id().value()).toList());
  }

  @Test
  void everyTextIsASentence() {
    for (Cause cause : catalogue.all()) {
      assertThat(cause.title()).as("%s", cause.id()).hasSizeLessThan(80).doesNotEndWith(".");
      assertThat(cause.looksLike()).as("%s", cause.id()).endsWith(".");
      assertThat(cause.toldApartBy()).as("%s", cause.id()).endsWith(".");
      for (Remedy remedy : cause.remedies()) {
        assertThat(remedy.action()).as("%s", cause.id()).hasSizeGreaterThan(10).endsWith(".");
        assertThat(remedy.verify()).as("%s", cause.id()).hasSizeGreaterThan(10).endsWith(".");
      }
    }
  }

  @Test
  void everyCauseHasOneToFourRemediesEasyFirst() {
    for (Cause cause : catalogue.all()) {
      assertThat(cause.remedies()).as("%s", cause.id()).hasSizeBetween(1, MOST_REMEDIES);
      assertThat(cause.remedies())
          .as("%s", cause.id())
          .isSortedAccordingTo(Comparator.comparing(Remedy::effort));
    }
  }

  @Test
  void everyRemedyNamesSomebodyWhoExists() {
    assertThat(catalogue.all())
        .flatExtracting(Cause::remedies)
        .extracting(Remedy::who)
        .isSubsetOf(PEOPLE);
  }

  @Test
  void noTwoRemediesOfOneCauseAreTheSame() {
    for (Cause cause : catalogue.all()) {
      assertThat(cause.remedies()).as("%s", cause.id()).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyNeighbourKnowsItsNeighbour() {
    for (Cause cause : catalogue.all()) {
      assertThat(cause.neighbours()).as("%s", cause.id()).isNotEmpty().doesNotContain(cause.id());
      for (CauseId neighbour : cause.neighbours()) {
        assertThat(catalogue.find(neighbour))
            .hasValueSatisfying(other -> assertThat(other.neighbours()).contains(cause.id()));
      }
    }
  }

  @Test
  void everyPhaseAndEveryDomainHasACause() {
    assertThat(catalogue.all()).extracting(Cause::phase).contains(Phase.values());
    assertThat(catalogue.all()).extracting(Cause::domain).contains(Domain.values());
  }

  @Test
  void sectionsAreNotTornApart() {
    List<String> sections = catalogue.all().stream().map(Cause::section).toList();
    assertThat(sections).isSorted().allMatch(section -> section.matches("[A-Z]\\. .+"));
  }

  @Test
  void refusesANeighbourThatDoesNotExist() {
    Cause whole = catalogue.all().getFirst();
    assertThatThrownBy(() -> new Catalogue(List.of(whole)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(whole.id().value());
  }

  private static List<String> publishedIds() throws IOException {
    try (InputStream in = CatalogueTest.class.getResourceAsStream("/published-cause-ids.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
