package dev.goodgate.vocabulary.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueSearchTest {
  private final Catalogue catalogue = Catalogue.load();

  @Test
  void putsACauseFirstWhoseIdHoldsAllWords() {
    assertThat(catalogue.search("keepalive race").getFirst().id())
        .isEqualTo(CauseId.of("keepalive-race"));
  }

  @Test
  void findsWordsOfALogLine() {
    assertThat(catalogue.search("prematurely too big header"))
        .extracting(Cause::id)
        .contains(CauseId.of("response-header-section-too-large"));
  }

  @Test
  void forgivesSlipsOfTheFinger() {
    assertThat(catalogue.search("conection refussed"))
        .extracting(Cause::id)
        .contains(CauseId.of("upstream-not-running"));
  }

  @Test
  void findsNothingForWordsNobodyWrote() {
    assertThat(catalogue.search("xylophone quux")).isEmpty();
  }

  @Test
  void findsNothingForNoWords() {
    assertThat(catalogue.search(" ?! ")).isEmpty();
  }

  @Test
  void staysQuickOnHostileInput() {
    assertThat(catalogue.search("z".repeat(100_000))).isEmpty();
    assertThat(catalogue.nearest("z".repeat(100_000), 3)).isEmpty();
  }

  @Test
  void namesTheIdThatWasMeant() {
    assertThat(catalogue.nearest("keepalive-rase", 3).getFirst())
        .isEqualTo(CauseId.of("keepalive-race"));
  }
}
