package dev.goodgate.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.RecordingTerminal;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private RecordingTerminal recorded = new RecordingTerminal(false, 0);

  @Test
  void listsEveryCauseOnALineUnderItsSection() {
    assertThat(explain()).isZero();
    assertThat(recorded.out().lines())
        .contains("B. names")
        .anyMatch(line -> line.matches(" {2}keepalive-race {21}Upstream closed .*"));
    assertThat(recorded.err()).contains(Catalogue.load().all().size() + " causes");
  }

  @Test
  void cutsLinesWhereTheTerminalEnds() {
    recorded = new RecordingTerminal(false, 60);
    explain();
    assertThat(recorded.out().lines()).allMatch(line -> line.length() <= 60);
    assertThat(recorded.out()).contains("…");
  }

  @Test
  void tellsACauseWithNeighboursAndRemedies() {
    assertThat(explain("keepalive-race")).isZero();
    assertThat(recorded.out())
        .contains("Looks like", "Told apart by", "Often confused with", "Remedies, easy first")
        .contains("eof-before-response", "connection_terminated", "wait-first-byte")
        .doesNotContain("\u001b");
  }

  @Test
  void saysWhenACauseIsOnlyWhatIsSeen() {
    explain("no-live-upstreams");
    assertThat(recorded.out()).contains("what is seen and not why");
  }

  @Test
  void colourIsThereForATerminalOnly() {
    recorded = new RecordingTerminal(true, 80);
    explain("keepalive-race");
    assertThat(recorded.out()).contains("\u001b[1m");
  }

  @Test
  void searchesForSeveralWordsBestFirst() {
    assertThat(explain("keepalive", "rase")).isZero();
    assertThat(recorded.out().lines().findFirst())
        .hasValueSatisfying(line -> assertThat(line).contains("keepalive-race"));
  }

  @Test
  void nothingFoundIsOneWithTheNearestId() {
    assertThat(explain("xpstreamqcrash")).isEqualTo(1);
    assertThat(recorded.out()).isEmpty();
    assertThat(recorded.err()).contains("nothing known", "upstream-crash");
  }

  @Test
  void unknownStatusIsOneWithTheKnownOnes() {
    assertThat(explain("777")).isEqualTo(1);
    assertThat(recorded.err()).contains("502 503 504");
  }

  @Test
  void tellsAStatusInPlainWords() {
    assertThat(explain("502")).isZero();
    assertThat(recorded.out())
        .startsWith("502 Bad Gateway")
        .contains("What it does not mean", "First, as a visitor", "Search engines")
        .contains("upstream-not-running");
  }

  @Test
  void statusesMayBeAskedForByName() {
    assertThat(explain("bad", "gateway")).isZero();
    assertThat(recorded.out()).startsWith("502 Bad Gateway");
    recorded = new RecordingTerminal(false, 0);
    assertThat(explain("no", "status")).isZero();
    assertThat(recorded.out()).startsWith("0 no status");
  }

  @Test
  void jsonIsExactlyOneObjectWhateverIsAsked() {
    for (String asked : List.of("", "502", "keepalive-race", "header", "xqzzy", "777")) {
      recorded = new RecordingTerminal(true, 40);
      explain(asked, "--json");
      assertThat(JSON.readTree(recorded.out()).isObject()).as(asked).isTrue();
    }
  }

  @Test
  void jsonOfACauseHoldsAllOfIt() {
    explain("keepalive-race", "--json");
    JsonNode cause = JSON.readTree(recorded.out()).get("cause");
    assertThat(cause.get("id").asString()).isEqualTo("keepalive-race");
    assertThat(cause.get("rfc9209").asString()).isEqualTo("connection_terminated");
    assertThat(cause.get("neighbours").size()).isGreaterThan(2);
    assertThat(cause.get("remedies").get(0).get("effort").asString()).isEqualTo("easy");
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void writesAPageForEachCause(@TempDir Path folder) {
    assertThat(explain("--write-pages", folder.toString())).isZero();
    assertThat(folder.resolve("keepalive-race.md")).exists();
    assertThat(folder.resolve(CausePages.INDEX)).content().contains("(keepalive-race.md)");
    assertThat(folder).isDirectoryContaining(Files::isRegularFile);
  }

  private int explain(String... words) {
    return new CommandLine(new Explain(recorded.terminal())).execute(words);
  }
}
