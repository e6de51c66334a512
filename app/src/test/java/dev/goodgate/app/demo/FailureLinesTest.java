package dev.goodgate.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.Prose;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureLinesTest {
  private final List<Exchange> newestFirst = new ArrayList<>();
  private final FailureLines lines =
      new FailureLines(
          _ -> new Verdict.Open(List.of(), "", List.of(), List.of()),
          new Catalogue(List.of()),
          ZoneOffset.UTC,
          new Prose(0),
          "goodgate why");

  @Test
  void tellsEachFailureOnceWithTheCommandThatExplainsIt() {
    fail("a", "/cart");

    assertThat(at(0)).singleElement().asString().contains("00:00:00  502  /cart", "why a");
    assertThat(at(1)).isEmpty();
    fail("b", "/cart");
    assertThat(at(2)).singleElement().asString().contains("goodgate why b");
  }

  @Test
  void onlyCountsWhatWouldFlood() {
    for (int i = 0; i < FailureLines.LINES + 7; i++) {
      fail("id" + i, "/");
    }

    assertThat(at(0)).hasSize(FailureLines.LINES);
    fail("late", "/");
    assertThat(at(1)).isEmpty();
    assertThat(at(FailureLines.SPAN.toMillis()))
        .singleElement()
        .asString()
        .contains("and 8 more; the latest: goodgate why");
    assertThat(at(2 * FailureLines.SPAN.toMillis())).isEmpty();
  }

  @Test
  void controlCharactersOfAClientDoNotReachTheTerminal() {
    fail("a", "/\u001b[2J" + "x".repeat(500));

    assertThat(at(0).getFirst()).doesNotContain("\u001b").hasSizeLessThan(160);
  }

  private List<String> at(long millis) {
    return lines.next(newestFirst, Duration.ofMillis(millis).toNanos());
  }

  private void fail(String id, String target) {
    newestFirst.addFirst(
        new Exchange(
            id,
            Instant.EPOCH,
            Duration.ZERO,
            new Request("127.0.0.1", "GET", "http", "shop.test", target, "HTTP/1.1", 0),
            null,
            null,
            List.of(),
            new Ending.Abandoned(Phase.SELECT),
            new Reply(502, Reply.Maker.GATEWAY, 0, true),
            null));
  }
}
