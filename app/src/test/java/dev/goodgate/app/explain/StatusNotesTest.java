package dev.goodgate.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.vocabulary.diagnosis.Catalogue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusNotesTest {
  private final StatusNotes notes = StatusNotes.load();

  @Test
  void everyLikelyCauseIsInTheCatalogue() {
    Catalogue catalogue = Catalogue.load();
    for (StatusNote note : notes.all()) {
      for (StatusNote.Likely likely : note.causes()) {
        assertThat(catalogue.find(likely.cause())).as("%s %s", note.code(), likely).isPresent();
      }
    }
  }

  @Test
  void noStatusNamesACauseTwice() {
    for (StatusNote note : notes.all()) {
      assertThat(note.causes()).extracting(StatusNote.Likely::cause).doesNotHaveDuplicates();
    }
  }

  @Test
  void theStatusesOfGatewaysAreAllThere() {
    List<String> wanted = List.of("0", "444", "460", "499", "561", "598", "599");
    assertThat(notes.codes()).containsAll(wanted).contains("500", "501", "502", "503", "504");
    assertThat(notes.codes())
        .containsAll(IntStream.rangeClosed(520, 527).mapToObj(String::valueOf).toList())
        .contains("530")
        .doesNotHaveDuplicates();
  }

  @Test
  void namesAndOtherSpellingsFindAStatus() {
    assertThat(notes.find("000")).map(StatusNote::code).hasValue("0");
    assertThat(notes.find("gateway timeout")).map(StatusNote::code).hasValue("504");
    assertThat(notes.find("1")).isEmpty();
  }

  @Test
  void everyTextIsWholeSentences() {
    for (StatusNote note : notes.all()) {
      assertThat(List.of(note.shortly(), note.means(), note.not(), note.relatives()))
          .as(note.code())
          .allMatch(text -> text.endsWith(".") && !text.contains("  "));
    }
  }

  @Test
  void refusesAStatusThatLacksAText() {
    assertThatThrownBy(() -> StatusNotes.parse("status 502 Bad Gateway\nfrom: here\n"))
        .hasMessageContaining("502")
        .hasMessageContaining("short");
  }

  @Test
  void refusesALineItCannotRead() {
    assertThatThrownBy(() -> StatusNotes.parse("status 502 Bad Gateway\nrubbish\n"))
        .hasMessageContaining("rubbish");
    assertThatThrownBy(() -> StatusNotes.parse("means: nothing\n"))
        .hasMessageContaining("before the first status");
  }
}
