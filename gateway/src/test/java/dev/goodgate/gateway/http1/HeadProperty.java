package dev.goodgate.gateway.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However a head is cut into pieces, what is said of it stays the same. */
class HeadProperty {
  @Test
  void aSoundHeadIsIncompleteUntilItIsWhole() {
    Corpus.REQUESTS.forEach(each -> incompleteUntilWhole(each, true));
    Corpus.REPLIES.forEach(each -> incompleteUntilWhole(each, false));
  }

  private static void incompleteUntilWhole(String text, boolean request) {
    for (int cut = 0; cut < text.length(); cut++) {
      assertThat(Outcome.of(new Head(Outcome.MAX_FIELDS), text.substring(0, cut), request))
          .as("the first %d bytes of %s", cut, text)
          .isEqualTo(new Outcome(Head.INCOMPLETE, null));
    }
  }

  @Test
  void aMalformedHeadIsIncompleteUntilWhatIsWrongWithItIsSaid() {
    Corpus.WRONG_REQUESTS.keySet().forEach(each -> incompleteOrTheSame(each, true));
    Corpus.WRONG_REPLIES.keySet().forEach(each -> incompleteOrTheSame(each, false));
  }

  private static void incompleteOrTheSame(String text, boolean request) {
    Outcome whole = Outcome.of(new Head(Outcome.MAX_FIELDS), text, request);
    boolean said = false;
    for (int cut = 0; cut <= text.length(); cut++) {
      Outcome part = Outcome.of(new Head(Outcome.MAX_FIELDS), text.substring(0, cut), request);
      assertThat(part)
          .as("the first %d bytes of %s", cut, text)
          .isIn(said ? List.of(whole) : List.of(whole, new Outcome(Head.INCOMPLETE, null)));
      said = !part.isIncomplete();
    }
    assertThat(said).as(text).isTrue();
  }

  /** Each place is tried with every byte that means something to some reader. */
  @Test
  void noByteThatEndsALineIsTakenForAnyThingElse() {
    List<String> accepted = new ArrayList<>();
    for (String text : Corpus.REQUESTS) {
      for (int at = 0; at <= text.length(); at++) {
        for (String odd : List.of("\r", "\n", "\0", "\u000b", "\f")) {
          String changed = text.substring(0, at) + odd + text.substring(at);
          Outcome outcome = Outcome.ofRequest(changed);
          if (outcome.isWhole() && !changed.startsWith(text)) {
            accepted.add(changed);
          }
        }
      }
    }
    assertThat(accepted).isEmpty();
  }
}
