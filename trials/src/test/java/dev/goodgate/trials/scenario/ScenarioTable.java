package dev.goodgate.trials.scenario;

import dev.goodgate.lab.client.RawReply;
import dev.goodgate.trials.subject.Subject;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** What came of a run of all scenarios, as a table for people. */
final class ScenarioTable {
  private record Row(Scenario scenario, List<Sight> sights) {}

  private final Map<String, Row> rows = new ConcurrentSkipListMap<>();

  void add(Scenario scenario, List<Sight> sights) {
    rows.put(scenario.name(), new Row(scenario, sights));
  }

  void write(Path file, String subject) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text(subject));
  }

  private String text(String subject) {
    long passed = rows.values().stream().filter(ScenarioTable::passed).count();
    return "# Scenarios against "
        + subject
        + ": "
        + passed
        + " of "
        + rows.size()
        + " as expected\n\n"
        + "| scenario | fault | status | ends | attempts | gateway says | doctor | truth | ms | as"
        + " expected |\n"
        + "|---|---|---|---|---|---|---|---|---|---|\n"
        + rows.values().stream().map(ScenarioTable::lines).collect(Collectors.joining());
  }

  private static boolean passed(Row row) {
    return row.sights().stream().allMatch(sight -> sight.complaints().isEmpty());
  }

  /** One for every request; what is repeated from the one above is left out. */
  private static String lines(Row row) {
    return row.sights().stream()
        .map(sight -> line(row, sight))
        .distinct()
        .collect(Collectors.joining());
  }

  private static String line(Row row, Sight sight) {
    RawReply reply = sight.reply();
    return String.join(
        " | ",
        "| " + row.scenario().name(),
        row.scenario().origins().values().stream()
            .map(faults -> String.join(", ", faults))
            .collect(Collectors.joining(" + ")),
        Integer.toString(reply.status()),
        reply.completion().id(),
        sight.account().map(each -> Integer.toString(each.attempts())).orElse(""),
        sight.account().flatMap(Subject.Account::cause).orElse(""),
        sight.account().flatMap(Subject.Account::verdict).map(ScenarioTable::says).orElse(""),
        sight.expected().truth().orElse(""),
        Long.toString(sight.took().toMillis()),
        sight.complaints().isEmpty() ? "yes |\n" : "NO |\n");
  }

  private static String says(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Settled settled -> settled.suspect().cause().toString();
      case Verdict.Contested contested -> "contested: " + names(contested.suspects());
      case Verdict.Open open -> open.seen().isEmpty() ? "open" : "open: " + names(open.seen());
      case Verdict.Healthy _ -> "healthy";
    };
  }

  private static String names(List<Verdict.Suspect> suspects) {
    return suspects.stream()
        .map(suspect -> suspect.cause().toString())
        .collect(Collectors.joining(", "));
  }
}
