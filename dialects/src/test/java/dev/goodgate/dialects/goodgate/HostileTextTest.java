package dev.goodgate.dialects.goodgate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to hurt. */
@Timeout(10)
class HostileTextTest {
  @Test
  void refusesDeepNestingBeforeTheStackDoes() {
    assertThat(first("[".repeat(900_000)).message()).isEqualTo("nested too deeply");
  }

  @Test
  void refusesAliasesSoThatNothingCanMultiply() {
    assertThat(first("a: &x [ 1 ]\nb: [ *x, *x ]\n").message()).contains("anchor");
  }

  @Test
  void refusesTags() {
    assertThat(first("name: !!java.io.File [ x ]\n").message()).contains("tag");
  }

  @Test
  void refusesASecondDocument() {
    Complaint complaint = first("name: a\n---\nname: b\n");
    assertThat(complaint.message()).isEqualTo("a second document begins");
    assertThat(complaint.place().line()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsLongerThanAPlanCanBe() {
    byte[] bytes = new byte[PlanReader.LONGEST_BYTES + 1];
    assertThat(PlanReader.read("plan.yaml", bytes).complaints())
        .extracting(Complaint::message)
        .containsExactly("the plan is too long");
  }

  @Test
  void refusesMoreThanAPlanCanHold() {
    assertThat(first("- 1\n".repeat(150_000)).message()).isEqualTo("too much for one plan");
  }

  @Test
  void tellsWhereTextIsNotUtf8() {
    byte[] bytes = "name: a\nloops: \u00e9?".getBytes(UTF_8);
    bytes[bytes.length - 1] = (byte) 0xff;
    Complaint complaint = PlanReader.read("plan.yaml", bytes).complaints().getFirst();
    assertThat(complaint.place()).hasToString("plan.yaml:2:9");
  }

  @Test
  void printsNothingThatATerminalWouldObey() {
    String text = "\"\\e]0;gotcha\\a\": 1\nna\u202eme: 1\n";
    Reading<Plan> reading = PlanReader.read("pl\u001b[2Jan.yaml", text);
    String printed =
        reading.complaints().stream().map(Complaint::render).collect(Collectors.joining());
    assertThat(printed.chars().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(printed).contains("\\u{1b}]0;gotcha", "na\\u{202e}me", "pl\\u{1b}[2Jan.yaml");
  }

  @Test
  void pointsAtACharacterThatIsNotText() {
    Complaint complaint = first("name: a\nloops: \u0007\n");
    assertThat(complaint.place()).hasToString("plan.yaml:2:8");
    assertThat(complaint.render()).contains("    2 | loops: \\u{7}\n      |        ^^^^^\n");
  }

  @Test
  void cutsLongLinesAroundTheCaret() {
    String text = "x".repeat(5_000) + ": 1, y\n";
    for (String line : first(text).render().split("\n")) {
      assertThat(line.length()).isLessThan(220);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:secret@a",
        "htps://me:secret@a",
        "secret:secret@a:80",
        "https://secret@a",
        "ftp://me:sec@secret@a",
        "jdbc:mysql://a/b?password=secret&c=d"
      })
  void hidesPasswordsWhereverItShowsThem(String endpoint) {
    Complaint complaint = first(Plans.SMALLEST.replace("127.0.0.1:3001", endpoint));
    assertThat(complaint.render()).doesNotContain("secret").contains("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"htps://a\\eb", "http://a\\eb/c", "\\e/*", "http://\\u202e", "unix:/\\a", ":1\\e"})
  void suggestsNothingThatATerminalWouldObey(String value) {
    for (String text :
        List.of(
            Plans.SMALLEST.replace("127.0.0.1:3001", value),
            Plans.SMALLEST.replace("127.0.0.1:8080", value),
            Plans.SMALLEST + "    health: { path: \"" + value + "\" }\n",
            Plans.SMALLEST + "access-log: { path: \"" + value + "\" }\n",
            Plans.SMALLEST.replace("upstream:", "match: { path: \"" + value + "\" }, upstream:"),
            Plans.SMALLEST.replace("upstream:", "match: { host: \"" + value + "\" }, upstream:"))) {
      String printed =
          PlanReader.read("plan.yaml", text).complaints().stream()
              .map(Complaint::render)
              .collect(Collectors.joining());
      assertThat(printed.chars().filter(c -> c != '\n'))
          .isNotEmpty()
          .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }
  }

  @Test
  void listsAHundredComplaintsAndCountsTheRest() {
    String text =
        IntStream.range(0, 3_000).mapToObj(i -> "key" + i + ": 1\n").collect(Collectors.joining());
    List<Complaint> complaints = PlanReader.read("plan.yaml", text).complaints();
    assertThat(complaints).hasSize(Complaints.MOST + 1);
    assertThat(complaints.getLast().message()).isEqualTo("2903 further complaints are not listed");
  }

  @Test
  void staysQuickWhereEveryNameIsALittleWrong() {
    String routes =
        IntStream.range(0, 8_000)
            .mapToObj(i -> "  - { match: { path: /" + i + " }, upstream: upstream-" + i + "x }\n")
            .collect(Collectors.joining());
    String upstreams =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "  upstream-" + i + ": { endpoints: [ \"a:1\" ] }\n")
            .collect(Collectors.joining());
    String text = "listeners: [ { address: \":80\" } ]\nroutes:\n" + routes;
    assertThat(first(text + "upstreams:\n" + upstreams).nearest()).contains("upstream-0");
  }

  @Test
  void staysQuickOnOneEndlessLine() {
    for (String piece : List.of("a:", "[:", "/", "::", "@", "a.", "- ", "&a ", "%", "'", "*.")) {
      String line = piece.repeat(100_000 / piece.length());
      assertThat(PlanReader.read("plan.yaml", "name: " + line).complaints()).isNotEmpty();
      assertThat(PlanReader.read("plan.yaml", Plans.SMALLEST + "x: \"" + line + "\"").complaints())
          .isNotEmpty();
    }
  }

  private static Complaint first(String text) {
    return PlanReader.read("plan.yaml", text).complaints().getFirst();
  }
}
