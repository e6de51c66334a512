package dev.goodgate.doctor.weigh;

import static dev.goodgate.doctor.scene.Scene.A;
import static dev.goodgate.doctor.scene.Scene.exchange;
import static dev.goodgate.doctor.scene.Scene.given;
import static dev.goodgate.vocabulary.traffic.Phase.CONNECT;
import static dev.goodgate.vocabulary.traffic.Symptom.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.scene.Try;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Confidence;
import dev.goodgate.vocabulary.diagnosis.Question;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private final CaseView view =
      CaseView.of(given(exchange(Try.at(A).withoutConnection().failed(CONNECT, REFUSED))));

  @Test
  void everyCauseItTellsApartIsInTheCatalogue() {
    Catalogue catalogue = Catalogue.load();
    assertThat(Questions.known()).allMatch(cause -> catalogue.find(cause).isPresent());
  }

  @Test
  void asksWhatSplitsMostAndNothingTwice() {
    List<Question> asked = ask("upstream-not-running", "wrong-port", "wrong-interface");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().ask()).contains("ss -ltnp 'sport = :3001'");
    assertThat(asked.getFirst().splits()).hasSize(3);
  }

  @Test
  void asksNothingThatSplitsNothing() {
    assertThat(ask("keepalive-race")).isEmpty();
    assertThat(ask("wrong-port", "dns-nxdomain")).isEmpty();
  }

  private List<Question> ask(String... causes) {
    List<Suspect> suspects =
        Stream.of(causes).map(id -> new Suspect(CauseId.of(id), new Confidence(0.3))).toList();
    return new Questions().between(suspects, view);
  }
}
