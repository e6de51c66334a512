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
  private record Row(Scenario scenario, Played played) {}

  private final Map<String, Row> rows = new ConcurrentSkipListMap<>();
  private final Map<String, String> unspoken = new ConcurrentSkipListMap<>();

  void add(Scenario scenario, Played played) {
    rows.put(scenario.name(), new Row(scenario, played));
  }

  /** One that could not be played: neither passed nor failed. */
  void unspoken(Scenario scenario, String what) {
    unspoken.put(scenario.name(), what);
  }

  void write(Path file, String subject) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text(subject));
  }

  private String text(String subject) {
    long passed = rows.values().stream().filter(row -> row.played().complaints().isEmpty()).count();
    return "# Scenarios against "
        + subject
        + ": "
        + passed
        + " of "
        + rows.size()
        + " as expected"
        + (unspoken.isEmpty() ? "" : ", " + unspoken.size() + " not yet spoken")
        + "\n\n"
        + "| phase | scenario | fault | reply | attempts | gateway-says | truth | doctor | verdict"
        + " | ms |\n"
        + "|---|---|---|---|---|---|---|---|---|---|\n"
        + rows.values().stream().map(ScenarioTable::lines).collect(Collectors.joining())
        + unspoken.entrySet().stream()
            .map(each -> "\nNot yet spoken: " + each.getKey() + ", for " + each.getValue())
            .collect(Collectors.joining());
  }

  /** One for every request; what is repeated from the one above is left out. */
  private static String lines(Row row) {
    return row.played().sights().stream()
        .map(sight -> line(row, sight))
        .distinct()
        .collect(Collectors.joining());
  }

  private static String line(Row row, Played.Sight sight) {
    RawReply reply = sight.reply();
    return String.join(
        " | ",
        "| " + row.scenario().phase(),
        row.scenario().name().substring(row.scenario().phase().length() + 1),
        row.scenario().faults(),
        sight.left() ? "the client left" : reply.status() + ", " + reply.completion().id(),
        sight
            .account()
            .map(each -> each.attempts().isPresent() ? "" + each.attempts().getAsInt() : "")
            .orElse(""),
        sight.account().flatMap(Subject.Account::cause).orElse(""),
        sight.expected().truth().orElse(""),
        sight.account().flatMap(Subject.Account::verdict).map(ScenarioTable::says).orElse(""),
        sight.complaints().isEmpty() ? "as expected" : "NOT AS EXPECTED",
        sight.took().toMillis() + " |\n");
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
